import { COMING, headline, LOST, loadedAt, underWay } from "./orders";
import { expect, test } from "./test";

/** What the browser itself says of a connection that is cut. */
const CUT = [/WebSocket connection to .* failed/, /net::ERR_INTERNET_DISCONNECTED/];

test("a customer without a connection is told so, and afterwards how things stand", async ({
  people,
}) => {
  people.watch.allow(...CUT);
  const { customer, driver } = await underWay(people);
  const loaded = await loadedAt(customer);

  await customer.context().setOffline(true);
  await expect(customer.getByText(LOST)).toBeVisible();
  await driver.getByRole("button", { name: "I am here" }).click();
  await driver.getByRole("button", { name: "Picked up" }).click();
  await expect(headline(driver)).toHaveText("Delivery: to the drop-off");
  await expect(headline(customer)).toHaveText(COMING);

  await customer.context().setOffline(false);
  await expect(headline(customer)).toHaveText("On the way to the drop-off");
  await expect(customer.getByText(LOST)).toBeHidden();
  await driver.getByRole("button", { name: "Delivered" }).click();
  await expect(headline(customer)).toHaveText("All done");
  expect(await loadedAt(customer)).toBe(loaded);
});

test("what a driver says without a connection is heard once it is back", async ({ people }) => {
  people.watch.allow(...CUT);
  const { customer, driver } = await underWay(people);
  const loaded = await loadedAt(driver);

  await driver.context().setOffline(true);
  await expect(driver.getByText(LOST)).toBeVisible();
  await driver.getByRole("button", { name: "I am here" }).click();
  await driver.context().setOffline(false);
  await expect(driver.getByRole("button", { name: "Picked up" })).toBeVisible();
  await expect(driver.getByText(LOST)).toBeHidden();
  await expect(headline(customer)).toHaveText("Your driver is here");
  expect(await loadedAt(driver)).toBe(loaded);
});

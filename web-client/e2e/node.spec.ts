import type { Page } from "@playwright/test";
import { cancel, headline, LOST, loadedAt, underWay } from "./orders";
import { expect, test } from "./test";

/** A node with short-lived tokens that somebody starts again when it dies; ./beckon test has one. */
const { BECKON_NODE_URL, BECKON_NODE_PID } = process.env;

test.skip(!BECKON_NODE_URL || !BECKON_NODE_PID, "there is no node to do this to");
test.use({ baseURL: BECKON_NODE_URL });
// One after the other: the last one kills it.
test.describe.configure({ mode: "default" });

async function tokenOf(page: Page): Promise<{ Authorization: string }> {
  const { accessToken } = await page.evaluate(() => JSON.parse(localStorage["beckon.session"]));
  return { Authorization: `Bearer ${accessToken}` };
}

test("a token that runs out in mid-order is renewed without a word", async ({ people }) => {
  people.watch.allow(/status of 401/, /WebSocket connection to .* failed/, /INTERNET_DISCONNECTED/);
  const { customer, driver } = await underWay(people);
  let refusals = 0;
  customer.on("response", (response) => {
    if (response.status() === 401) refusals++;
  });
  // A device whose clock stands: it takes the token for good long after the server does not.
  await customer.clock.setFixedTime(Date.now() - 60_000);
  // Asked for anew each time: one that was fetched a moment ago may be there only now.
  const ask = async () => customer.request.get("/orders", { headers: await tokenOf(customer) });
  await expect.poll(async () => (await ask()).status(), { timeout: 60_000 }).toBe(401);

  await customer.context().setOffline(true);
  await expect(customer.getByText(LOST)).toBeVisible();
  await driver.getByRole("button", { name: "I am here" }).click();
  await customer.context().setOffline(false);
  await expect(headline(customer)).toHaveText("Your driver is here");
  await cancel(customer, "Cancel order", "Something else");
  await expect(headline(customer)).toHaveText("Order cancelled");
  await expect(driver.getByText("Cancelled by the customer: Something else")).toBeVisible();
  expect(refusals).toBeGreaterThan(0);
});

test("a node that dies in mid-order is missed by nobody", async ({ people, request }) => {
  people.watch.allow(/WebSocket connection to .* failed/, /net::ERR_/);
  const { customer, driver } = await underWay(people);
  const loaded = [await loadedAt(customer), await loadedAt(driver)];
  const orderId = customer.url().split("/").at(-1);
  const headers = await tokenOf(driver);

  process.kill(Number(BECKON_NODE_PID), "SIGKILL");
  await expect(customer.getByText(LOST)).toBeVisible();
  await expect(driver.getByText(LOST)).toBeVisible();
  // The order goes on meanwhile: here by another way of the same driver to the other node.
  const arrived = `${process.env.BECKON_URL}/orders/${orderId}/arrived`;
  expect((await request.post(arrived, { headers })).ok()).toBe(true);

  await expect(headline(customer)).toHaveText("Your driver is here", { timeout: 120_000 });
  await expect(customer.getByText(LOST)).toBeHidden();
  await driver.getByRole("button", { name: "Picked up" }).click({ timeout: 60_000 });
  await expect(headline(customer)).toHaveText("On the way to the drop-off");
  await driver.getByRole("button", { name: "Delivered" }).click();
  await expect(headline(customer)).toHaveText("All done");
  expect([await loadedAt(customer), await loadedAt(driver)]).toEqual(loaded);
});

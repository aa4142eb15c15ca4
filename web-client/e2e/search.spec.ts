import { accept, beAsked, haveOrdered, headline, said } from "./orders";
import { beside, somewhere } from "./people";
import { expect, test } from "./test";

test("where nobody is, the search ends and there is a way on", async ({ people }) => {
  const here = somewhere();
  const customer = await people.customerAt(here);
  await haveOrdered(customer, here, "TASK");
  await expect(headline(customer)).toHaveText("Looking for a driver");
  await expect(customer.getByText("Nobody is free yet")).toBeVisible();

  await expect(headline(customer)).toHaveText("No driver found", { timeout: 180_000 });
  const first = customer.url();
  await customer.getByRole("button", { name: "Try again" }).click();
  await expect(headline(customer)).toHaveText("Looking for a driver");
  expect(customer.url()).not.toBe(first);
});

test("a driver declines, and the next one is asked", async ({ people }) => {
  const here = somewhere();
  const driver = await people.driverAt(beside(here, 0.001));
  const next = await people.socketDriverAt(beside(here, 0.01));
  const customer = await people.customerAt(here);
  await haveOrdered(customer, here);

  await beAsked(driver);
  await driver.keyboard.press("d");
  await expect(headline(driver)).toHaveText("You are online");
  await next.accept();
  await expect(headline(customer)).toHaveText("Your driver is on the way");
  await customer.getByText("Timeline").click();
  await expect(customer.getByText("The driver declined")).toBeVisible();
  await expect(headline(driver)).toHaveText("You are online");
});

test("a driver lets an offer run out, is told so kindly, and has the next one", async ({
  people,
}) => {
  const here = somewhere();
  const driver = await people.driverAt(beside(here, 0.001));
  const customer = await people.customerAt(here);
  await haveOrdered(customer, here);

  await beAsked(driver);
  await expect(headline(customer)).toHaveText("Asking a driver nearby");
  await expect(driver.getByRole("timer")).toHaveAccessibleName(/^[1-5] seconds? left to answer$/);
  await expect(
    said(driver, "The time for that offer ran out. The next one will come."),
  ).toBeVisible();
  await expect(headline(driver)).toHaveText("You are online");
  await expect(headline(customer)).toHaveText("Looking for a driver");
  await customer.getByText("Timeline").click();
  await expect(customer.getByText("The driver did not answer")).toBeVisible();

  // Another customer's: nobody is asked twice for the same order.
  await haveOrdered(await people.customerAt(here), here);
  await accept(driver);
});

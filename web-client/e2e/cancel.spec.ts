import { beAsked, cancel, haveOrdered, headline, said, underWay } from "./orders";
import { beside, somewhere } from "./people";
import { expect, test } from "./test";

test("a customer calls a search off while a driver is asked", async ({ people }) => {
  const here = somewhere();
  const driver = await people.driverAt(beside(here, 0.001));
  const customer = await people.customerAt(here);
  await haveOrdered(customer, here);
  await beAsked(driver);

  await cancel(customer, "Cancel order", "It takes too long");
  await expect(headline(customer)).toHaveText("Order cancelled");
  await expect(customer.getByText("By you: It takes too long")).toBeVisible();
  await expect(said(driver, "The customer cancelled. You have nothing to do.")).toBeVisible();
  await expect(headline(driver)).toHaveText("You are online");
});

test("a customer cancels while the driver is on the way", async ({ people }) => {
  const { customer, driver } = await underWay(people);
  await cancel(customer, "Cancel order", "The address is wrong");
  await expect(headline(customer)).toHaveText("Order cancelled");
  await expect(driver.getByText("Cancelled by the customer: The address is wrong")).toBeVisible();
  await expect(headline(driver)).toHaveText("You are online");
});

test("a driver gives an order up, and another one is looked for", async ({ people }) => {
  const { customer, driver } = await underWay(people);
  await cancel(driver, "Give up", "I cannot get to the pickup");
  await expect(said(driver, "That order went back to the search")).toBeVisible();
  await expect(headline(driver)).toHaveText("You are online");
  await expect(
    said(customer, "Your driver had to give the order up. We are looking for another one."),
  ).toBeVisible();
  await expect(headline(customer)).toHaveText("Looking for a driver");
  await expect(customer.getByRole("region", { name: "Your driver" })).toBeHidden();
});

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { accept, beAsked, haveOrdered, headline, placeOrder } from "./orders";
import { beside, somewhere } from "./people";
import { expect, test } from "./test";

/** Nothing on a page may hinder people who use it by other means than most, by day or by night. */
async function expectNoHindrance(page: Page): Promise<void> {
  expect(await hindrances(new AxeBuilder({ page }))).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  // All else is the same in the dark.
  expect(await hindrances(new AxeBuilder({ page }).withRules("color-contrast"))).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

async function hindrances(axe: AxeBuilder): Promise<string[]> {
  // In one go: no page holds others.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    );
}

test("nothing hinders a guest", async ({ people }) => {
  const guest = await people.guest();
  for (const address of ["/sign-in", "/sign-up", "/nowhere"]) {
    await guest.goto(address);
    await expect(headline(guest).or(guest.getByRole("heading", { level: 2 }))).toBeVisible();
    await expectNoHindrance(guest);
  }
});

test("nothing hinders a customer", { tag: "@map" }, async ({ people }) => {
  const customer = await people.customerAt(somewhere());
  await expectNoHindrance(customer);
  await customer.getByRole("combobox", { name: "Pickup" }).click();
  await expect(customer.getByRole("option").first()).toBeVisible();
  await expectNoHindrance(customer);
  await customer.keyboard.press("Escape");

  await placeOrder(customer);
  await expect(headline(customer)).toHaveText("Looking for a driver");
  await expectNoHindrance(customer);
  await customer.getByRole("button", { name: "Cancel order" }).click();
  await expect(customer.getByRole("dialog")).toBeVisible();
  await expectNoHindrance(customer);
  await customer.getByRole("button", { name: "Keep order" }).click();

  await customer.getByRole("link", { name: "Your orders" }).click();
  await expect(customer.getByRole("listitem")).toHaveCount(1);
  await expectNoHindrance(customer);
});

test("nothing hinders a driver or an operator", async ({ people }) => {
  const here = somewhere();
  const driver = await people.driverAt(beside(here, 0.001));
  await expectNoHindrance(driver);
  await driver.getByRole("button", { name: /Edit your profile/ }).click();
  await expect(driver.getByRole("dialog")).toBeVisible();
  await expectNoHindrance(driver);
  await driver.keyboard.press("Escape");

  const customer = await people.customerAt(here);
  await haveOrdered(customer, here);
  await beAsked(driver);
  await expectNoHindrance(driver);
  // By now there may be no time left to accept it.
  await driver.keyboard.press("d");
  await expect(headline(driver)).toHaveText("You are online");
  const orderId = await haveOrdered(customer, here);
  await accept(driver);
  await expectNoHindrance(driver);
  await driver.getByRole("button", { name: "Give up" }).click();
  await expect(driver.getByRole("dialog")).toBeVisible();
  await expectNoHindrance(driver);
  await customer.close();

  const operator = await people.operator();
  await expect(operator.getByRole("button", { name: /^With an order: \d+$/ })).toBeVisible();
  await expectNoHindrance(operator);
  await operator.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(operator.getByRole("link", { name: /Driver on the way/ }).first()).toBeVisible();
  await expectNoHindrance(operator);
  await operator.goto(`/board/${orderId}`);
  await expect(operator.getByRole("heading", { name: "Why this driver?" })).toBeVisible();
  await expectNoHindrance(operator);
  await operator.getByRole("link", { name: "Figures" }).click();
  await expect(operator.getByText("Orders under way").first()).toBeVisible();
  await expectNoHindrance(operator);
});

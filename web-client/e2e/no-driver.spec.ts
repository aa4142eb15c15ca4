import { expect, test } from "@playwright/test";
import { customerAt, headline, placeOrder, somewhere } from "./people";

test("where nobody is, the search ends and there is a way on", async ({ browser }) => {
  const page = await customerAt(browser, somewhere());
  await placeOrder(page, "Task");
  await expect(headline(page)).toHaveText("Looking for a driver");
  await expect(page.getByText("Nobody is free yet")).toBeVisible();

  await expect(headline(page)).toHaveText("No driver found", { timeout: 150_000 });
  const first = page.url();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(headline(page)).toHaveText("Looking for a driver");
  expect(page.url()).not.toBe(first);
});

test("a customer calls a search off, and says why", async ({ browser }) => {
  const page = await customerAt(browser, somewhere());
  await placeOrder(page, "Delivery");
  await expect(headline(page)).toHaveText("Looking for a driver");
  await page.getByRole("button", { name: "Cancel order" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "It takes too long" }).click();
  await dialog.getByRole("button", { name: "Cancel order" }).click();
  await expect(headline(page)).toHaveText("Order cancelled");
  await expect(page.getByText("By you: It takes too long")).toBeVisible();
});

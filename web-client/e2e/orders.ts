import { expect, type Page } from "@playwright/test";
import type { LatLng } from "../src/generated/server-message";
import { beside, headersOf, type People, somewhere } from "./people";

/** Where things stand, as a page says. */
export const headline = (page: Page) => page.getByRole("heading", { level: 1 });

/** What a page says in passing; for a moment it stands there twice, once for screen readers. */
export const said = (page: Page, text: string) => page.getByText(text).first();

/** The quiet sign of a lost connection. */
export const LOST = "Connection lost. Trying to get back…";

/** What a customer reads of a driver who has accepted, and may be very near. */
export const COMING = /^Your driver is (on the way|almost there)$/;

/** Orders from where the customer is to what lies a little north, on a page with a map. */
export async function placeOrder(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: "Pickup" }).click();
  await page.getByRole("option", { name: "Where I am" }).click();
  await chooseDropoff(page);
  await page.getByRole("radio", { name: "Delivery" }).click();
  await page.getByRole("button", { name: "Order delivery" }).click();
}

/** Has ordered by a program, from there to what lies a little north, and looks at it. */
export async function haveOrdered(page: Page, pickup: LatLng, kind = "DELIVERY"): Promise<string> {
  const answer = await page.request.post("/orders", {
    headers: { ...(await headersOf(page)), "Idempotency-Key": crypto.randomUUID() },
    data: { pickup, dropoff: beside(pickup, 0.002), kind },
  });
  expect(answer.status()).toBe(202);
  const { orderId } = await answer.json();
  await page.goto(`/orders/${orderId}`);
  return orderId;
}

/** On the map, a little north of the pickup. */
export async function chooseDropoff(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: "Drop-off" }).click();
  await page.getByRole("option", { name: "Choose on the map" }).click();
  const set = page.getByRole("button", { name: "Set drop-off here" });
  // The map is there, and where the pickup is.
  await expect(set).toBeEnabled();
  const map = page.getByRole("region", { name: "Map", exact: true });
  await map.focus();
  await map.press("ArrowUp");
  await map.press("ArrowUp");
  await set.click();
}

/** A driver's page that waits for an answer. */
export async function beAsked(driver: Page): Promise<void> {
  await expect(headline(driver)).toHaveText("New order for you");
}

/** Takes the order that is or will be offered. */
export async function accept(driver: Page): Promise<void> {
  await beAsked(driver);
  // A key is quicker than a click, which waits until nothing moves: there are 15 seconds for it.
  await driver.keyboard.press("a");
  await expect(headline(driver)).toHaveText("Delivery: to the pickup");
}

/** Ends an order by the dialog that asks why. */
export async function cancel(page: Page, action: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: action }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: reason }).click();
  await dialog.getByRole("button", { name: action }).click();
  await expect(dialog).toBeHidden();
}

/** A customer with an order, and the driver beside them who has accepted it. */
export async function underWay(people: People): Promise<{ customer: Page; driver: Page }> {
  const here = somewhere();
  const driver = await people.driverAt(beside(here, 0.001));
  const customer = await people.customerAt(here);
  await haveOrdered(customer, here);
  await accept(driver);
  await expect(headline(customer)).toHaveText(COMING);
  return { customer, driver };
}

/** To be sure afterwards that a page is the one that it was, and was not loaded anew. */
export async function loadedAt(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}

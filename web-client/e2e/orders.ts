import { expect, type Page } from "@playwright/test";
import { beside, type People, somewhere } from "./people";

type Kind = "Delivery" | "Ride" | "Task";

/** Where things stand, as a page says. */
export const headline = (page: Page) => page.getByRole("heading", { level: 1 });

/** What a page says in passing; for a moment it stands there twice, once for screen readers. */
export const said = (page: Page, text: string) => page.getByText(text).first();

/** The quiet sign of a lost connection. */
export const LOST = "Connection lost. Trying to get back…";

/** What a customer reads of a driver who has accepted, and may be very near. */
export const COMING = /^Your driver is (on the way|almost there)$/;

/** Orders from where the customer is to what lies a little north. */
export async function placeOrder(page: Page, kind: Kind = "Delivery"): Promise<void> {
  await page.getByRole("combobox", { name: "Pickup" }).click();
  await page.getByRole("option", { name: "Where I am" }).click();
  await chooseDropoff(page);
  await page.getByRole("radio", { name: kind }).click();
  await page.getByRole("button", { name: `Order ${kind.toLowerCase()}` }).click();
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
  await placeOrder(customer);
  await accept(driver);
  await expect(headline(customer)).toHaveText(COMING);
  return { customer, driver };
}

/** To be sure afterwards that a page is the one that it was, and was not loaded anew. */
export async function loadedAt(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}

import type { Page } from "@playwright/test";
import type { LatLng } from "../src/generated/server-message";
import { accept, chooseDropoff, headline } from "./orders";
import { beside, headersOf, moveTo, somewhere } from "./people";
import { expect, test } from "./test";

/** A street in the middle of the map that is loaded. */
async function streetOf(page: Page): Promise<LatLng & { name: string }> {
  const headers = await headersOf(page);
  const { middle } = await (await page.request.get("/service-area", { headers })).json();
  const params = { q: "street", ...middle };
  const { places } = await (await page.request.get("/places", { headers, params })).json();
  return places[0];
}

test("a customer and a driver take an order through the town, from its placing to its end", {
  tag: "@map",
}, async ({ people }) => {
  const customer = await people.customerAt(somewhere());
  const street = await streetOf(customer);
  const driver = await people.driverAt(beside(street, 0.008));

  const tiles = customer.waitForResponse(/\.pmtiles$/);
  await customer.getByRole("combobox", { name: "Pickup" }).fill(street.name);
  await customer.getByRole("option", { name: street.name }).first().click();
  expect((await tiles).status()).toBe(206);
  await chooseDropoff(customer);
  await expect(customer.getByText("Pickup in")).toBeVisible();
  await customer.getByLabel("Note for the driver").fill("Two boxes");
  await customer.getByRole("button", { name: "Order delivery" }).click();

  await accept(driver);
  await expect(driver.getByText("Two boxes")).toBeVisible();
  await expect(headline(customer)).toHaveText("Your driver is on the way");
  const card = customer.getByRole("region", { name: "Your driver" });
  await expect(card).toContainText("Grace");
  await expect(card).toContainText("Red cargo bike");
  await expect(card).toContainText("BK 42");
  await expect(customer.getByRole("img", { name: "Your driver's vehicle" })).toBeVisible();

  await moveTo(driver, beside(street, 0.001));
  await expect(headline(customer)).toHaveText("Your driver is almost there");
  await driver.getByRole("button", { name: "I am here" }).click();
  await expect(headline(customer)).toHaveText("Your driver is here");
  await driver.getByRole("button", { name: "Picked up" }).click();
  await expect(headline(driver)).toHaveText("Delivery: to the drop-off");
  await expect(headline(customer)).toHaveText("On the way to the drop-off");
  await expect(customer.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await driver.getByRole("button", { name: "Delivered" }).click();
  await expect(driver.getByText("Completed. Thank you!")).toBeVisible();
  await expect(headline(driver)).toHaveText("You are online");
  await expect(headline(customer)).toHaveText("All done");

  await customer.getByText("Timeline").click();
  await expect(customer.getByText("A driver accepted")).toBeVisible();
  await customer.getByRole("link", { name: "Your orders" }).click();
  await expect(customer.getByRole("listitem").filter({ hasText: "Completed" })).toHaveCount(1);
});

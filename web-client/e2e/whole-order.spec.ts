import { expect, test } from "@playwright/test";
import { beside, customerAt, headline, placeOrder, SocketDriver, somewhere } from "./people";

test("a customer follows an order from its placing to its end", async ({ browser }) => {
  const here = somewhere();
  const driver = await SocketDriver.online(browser, beside(here, 0.01));
  const page = await customerAt(browser, here);
  await placeOrder(page, "Delivery");

  const orderId = await driver.accept();
  await expect(headline(page)).toHaveText("Your driver is on the way");
  await expect(page).toHaveURL(`/orders/${orderId}`);
  const card = page.getByRole("region", { name: "Your driver" });
  await expect(card).toContainText("Grace");
  await expect(card).toContainText("Red cargo bike");
  await expect(card).toContainText("BK 42");

  await driver.moveTo(beside(here, 0.002));
  await expect(page.getByRole("img", { name: "Your driver's vehicle" })).toBeVisible();
  await driver.say({ type: "ARRIVED", orderId, ref: "arrived" });
  await expect(headline(page)).toHaveText("Your driver is here");
  await driver.say({ type: "PICKUP", orderId, ref: "pickup" });
  await expect(headline(page)).toHaveText("On the way to the drop-off");
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await driver.say({ type: "DELIVER", orderId, ref: "deliver" });
  await expect(headline(page)).toHaveText("All done");

  await page.getByText("Timeline").click();
  await expect(page.getByText("A driver accepted")).toBeVisible();
  await page.getByRole("link", { name: "Your orders" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Completed" })).toHaveCount(1);
});

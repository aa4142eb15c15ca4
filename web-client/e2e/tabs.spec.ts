import { cancel, haveOrdered, headline } from "./orders";
import { somewhere } from "./people";
import { expect, test } from "./test";

test("two tabs of one customer tell the same", async ({ people }) => {
  const here = somewhere();
  const one = await people.customerAt(here);
  await haveOrdered(one, here);
  await expect(headline(one)).toHaveText("Looking for a driver");
  const other = await one.context().newPage();
  await other.goto("/");
  await other.getByRole("link", { name: /Looking for a driver/ }).click();
  await expect(headline(other)).toHaveText("Looking for a driver");
  expect(other.url()).toBe(one.url());

  await cancel(other, "Cancel order", "I changed my mind");
  await expect(headline(one)).toHaveText("Order cancelled");
  await expect(headline(other)).toHaveText("Order cancelled");

  await one.getByRole("button", { name: "Account" }).click();
  await one.getByRole("menuitem", { name: "Sign out" }).click();
  for (const tab of [one, other]) {
    await expect(tab.getByRole("button", { name: "Sign in" })).toBeVisible();
    await expect(headline(tab)).not.toHaveText("Order cancelled");
  }
});

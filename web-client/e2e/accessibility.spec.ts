import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { customerAt, headline, placeOrder, somewhere } from "./people";

/** What hinders people, and where. */
async function hindrances(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    );
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing hinders a customer, ${colorScheme}`, async ({ browser, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const address of ["/sign-in", "/sign-up", "/nowhere"]) {
      await page.goto(address);
      await expect(headline(page).or(page.getByRole("heading", { level: 2 }))).toBeVisible();
      expect(await hindrances(page)).toEqual([]);
    }

    const customer = await customerAt(browser, somewhere());
    await customer.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await hindrances(customer)).toEqual([]);
    await customer.getByRole("combobox", { name: "Pickup" }).click();
    await expect(customer.getByRole("option").first()).toBeVisible();
    expect(await hindrances(customer)).toEqual([]);
    await customer.keyboard.press("Escape");

    await placeOrder(customer, "Delivery");
    await expect(headline(customer)).toHaveText("Looking for a driver");
    expect(await hindrances(customer)).toEqual([]);
    await customer.getByRole("button", { name: "Cancel order" }).click();
    await expect(customer.getByRole("dialog")).toBeVisible();
    expect(await hindrances(customer)).toEqual([]);
    await customer.getByRole("button", { name: "Keep order" }).click();

    await customer.getByRole("link", { name: "Your orders" }).click();
    await expect(customer.getByRole("listitem")).toHaveCount(1);
    expect(await hindrances(customer)).toEqual([]);
  });
}

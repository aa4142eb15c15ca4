import { test as base } from "@playwright/test";
import { People } from "./people";
import { Watch } from "./watch";

export { expect } from "@playwright/test";

/** Each test has people of its own; what their pages may not do fails it in the end. */
export const test = base.extend<{ people: People }>({
  people: async ({ browser, baseURL }, use) => {
    const people = new People(browser, new Watch(baseURL!));
    await use(people);
    await people.leave();
  },
});

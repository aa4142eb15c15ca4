import { readFile } from "node:fs/promises";
import type { APIRequestContext } from "@playwright/test";
import { cancel, headline, LOST, loadedAt, underWay } from "./orders";
import { bearing, headersOf, tokensOf } from "./people";
import { expect, test } from "./test";

/**
 * A node with short-lived tokens that somebody starts again when it dies, and the record of which
 * process it is now; ./beckon test has one.
 */
const { BECKON_NODE_URL, BECKON_NODE_RECORD } = process.env;

test.skip(!BECKON_NODE_URL || !BECKON_NODE_RECORD, "there is no node to do this to");
test.use({ baseURL: BECKON_NODE_URL });
// One after the other: the last one kills it.
test.describe.configure({ mode: "default" });

async function nodePid(): Promise<number> {
  const record = await readFile(BECKON_NODE_RECORD!, "utf8");
  return Number(/^pid=(\d+)$/m.exec(record)?.[1]);
}

/** On a crowded machine a node takes its time to start. */
const START_MS = 240_000;

async function nodeIsUp(request: APIRequestContext): Promise<void> {
  const health = () => request.get("/actuator/health").then((answer) => answer.status());
  await expect.poll(() => health().catch(String), { timeout: START_MS }).toBe(200);
}

// It may have died a moment ago.
test.beforeEach(({ request }) => nodeIsUp(request));

test("a token that runs out in mid-order is renewed without a word", async ({ people }) => {
  people.watch.allow(/status of 401/, /WebSocket connection to .* failed/, /INTERNET_DISCONNECTED/);
  const { customer, driver } = await underWay(people);
  let refusals = 0;
  customer.on("response", (response) => {
    if (response.status() === 401) refusals++;
  });
  // A device whose clock stands a minute before the token's end, long after the server took it for
  // the last time. Set each time: a token that was on its way at first may have come meanwhile.
  const ask = async () => {
    const { accessToken, expiresAt } = await tokensOf(customer);
    await customer.clock.setFixedTime(expiresAt - 60_000);
    return customer.request.get("/orders", { headers: bearing({ accessToken }) });
  };
  await expect.poll(async () => (await ask()).status(), { timeout: 60_000 }).toBe(401);

  await customer.context().setOffline(true);
  await expect(customer.getByText(LOST)).toBeVisible();
  await driver.getByRole("button", { name: "I am here" }).click();
  await customer.context().setOffline(false);
  await expect(headline(customer)).toHaveText("Your driver is here");
  await cancel(customer, "Cancel order", "Something else");
  await expect(headline(customer)).toHaveText("Order cancelled");
  await expect(driver.getByText("Cancelled by the customer: Something else")).toBeVisible();
  expect(refusals).toBeGreaterThan(0);
});

test("a node that dies in mid-order is missed by nobody", async ({ people, request }) => {
  test.setTimeout(2 * START_MS);
  people.watch.allow(/WebSocket connection to .* failed/, /net::ERR_/);
  const { customer, driver } = await underWay(people);
  const loaded = [await loadedAt(customer), await loadedAt(driver)];
  const orderId = customer.url().split("/").at(-1);
  const headers = await headersOf(driver);

  process.kill(await nodePid(), "SIGKILL");
  await expect(customer.getByText(LOST)).toBeVisible();
  await expect(driver.getByText(LOST)).toBeVisible();
  // The order goes on meanwhile: here by another way of the same driver to the other node.
  const arrived = `${process.env.BECKON_URL}/orders/${orderId}/arrived`;
  expect((await request.post(arrived, { headers })).ok()).toBe(true);

  await nodeIsUp(request);
  await expect(headline(customer)).toHaveText("Your driver is here");
  await expect(customer.getByText(LOST)).toBeHidden();
  await driver.getByRole("button", { name: "Picked up" }).click();
  await expect(headline(customer)).toHaveText("On the way to the drop-off");
  await driver.getByRole("button", { name: "Delivered" }).click();
  await expect(headline(customer)).toHaveText("All done");
  expect([await loadedAt(customer), await loadedAt(driver)]).toEqual(loaded);
});

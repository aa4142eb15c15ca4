// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppUnderTest, say } from "@/testing/app";
import { sample, sampleOrder } from "@/testing/samples";
import { texts } from "@/texts";

const view = sampleOrder({ version: 1, status: "PLACED" });
const ADDRESS = `/orders/${view.orderId}`;
const placed = sample("ORDER_PLACED", { version: 1, order: view });
const accepted = sample("ORDER_ACCEPTED");
const quote = {
  distanceM: 3400,
  durationS: 720,
  route: { type: "LineString", coordinates: [[view.pickup.lng, view.pickup.lat]] },
};

let app: AppUnderTest;

beforeEach(() => {
  app = new AppUnderTest()
    .on(`GET ${ADDRESS}`, () => ({ body: view }))
    .on("GET /drivers/nearby", () => ({ body: { drivers: [] } }))
    .on("POST /quotes", () => ({ body: quote }));
});
afterEach(() => app.close());

const headline = () => screen.findByRole("heading", { level: 1 });

describe("an order's page", () => {
  it("is known from HTTP before the socket has said anything", async () => {
    await app.open(ADDRESS);
    expect((await headline()).textContent).toBe("Your order is in");
    expect(document.title).toBe("Placed · Beckon");
    expect(screen.getByText(view.pickup.address!)).toBeTruthy();
  });

  it("lives by the socket from the search to the delivery", async () => {
    await app.open(ADDRESS);
    const title = await headline();
    const at = (version: number) => ({ version, at: new Date().toISOString() });

    say(placed, sample("SEARCHING", { ...at(3), nextAt: undefined }));
    expect(title.textContent).toBe("Looking for a driver");
    expect(screen.getByText(texts.follow.asking)).toBeTruthy();

    say({ ...accepted, ...at(6) });
    expect(title.textContent).toBe("Your driver is on the way");
    const driver = screen.getByRole("region", { name: "Your driver" });
    expect(within(driver).getByText("Sample Driver")).toBeTruthy();
    expect(within(driver).getByText("blue cargo bicycle")).toBeTruthy();
    expect(screen.getByText("2 min")).toBeTruthy();

    say(sample("DRIVER_ARRIVING", { ...at(7), etaS: 30 }));
    expect(title.textContent).toBe("Your driver is almost there");
    say(sample("DRIVER_ARRIVED", at(8)));
    expect(title.textContent).toBe("Your driver is here");
    expect(screen.getByRole("button", { name: "Cancel order" })).toBeTruthy();

    say(sample("ORDER_PICKED_UP", at(9)));
    expect(title.textContent).toBe("On the way to the drop-off");
    expect(screen.queryByRole("button", { name: "Cancel order" })).toBeNull();

    say(sample("ORDER_DELIVERED", at(10)));
    expect(title.textContent).toBe("All done");
    expect(screen.getByRole("link", { name: "Order again" })).toBeTruthy();
  });

  it("says that a driver gave it up, and searches again", async () => {
    await app.open(ADDRESS);
    const title = await headline();
    say(placed, accepted, sample("SEARCHING", { version: 9 }));
    expect(title.textContent).toBe("Looking for a driver");
    expect(screen.queryByRole("region", { name: "Your driver" })).toBeNull();
    expect(await screen.findByText(texts.notice.driverGone)).toBeTruthy();
  });

  it("is cancelled with a reason", async () => {
    const user = userEvent.setup();
    app.on(`POST ${ADDRESS}/cancel`, () => ({ body: { ...view, status: "CANCELLED" } }));
    await app.open(ADDRESS);
    await headline();
    await user.click(screen.getByRole("button", { name: "Cancel order" }));
    await user.click(screen.getByRole("radio", { name: "It takes too long" }));
    const dialog = screen.getByRole("dialog", { name: "Cancel this order?" });
    await user.click(within(dialog).getByRole("button", { name: "Cancel order" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(app.askedFor(`POST ${ADDRESS}/cancel`)[0]?.body).toEqual({
      reason: "It takes too long",
    });
    say(
      placed,
      sample("ORDER_CANCELLED", { version: 4, by: "CUSTOMER", reason: "It takes too long" }),
    );
    expect((await headline()).textContent).toBe("Order cancelled");
    expect(screen.getByText("By you: It takes too long")).toBeTruthy();
  });

  it("says when it is too late to cancel", async () => {
    const user = userEvent.setup();
    app.on(`POST ${ADDRESS}/cancel`, () => ({ status: 409, body: { status: 409 } }));
    await app.open(ADDRESS);
    await headline();
    await user.click(screen.getByRole("button", { name: "Cancel order" }));
    const dialog = screen.getByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Cancel order" }));
    expect(await within(dialog).findByText(texts.cancel.late)).toBeTruthy();
  });

  it("goes on when no driver was found: the same order, under a key of its own", async () => {
    const user = userEvent.setup();
    const next = "0196f0c2-0000-7000-8000-000000000002";
    app
      .on("POST /orders", () => ({ status: 202, body: { orderId: next, status: "PLACED" } }))
      .on(`GET /orders/${next}`, () => ({ body: { ...view, orderId: next } }));
    const router = await app.open(ADDRESS);
    await headline();
    say(placed, sample("NO_DRIVER_FOUND", { version: 5 }));
    expect((await headline()).textContent).toBe("No driver found");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/orders/${next}`));
    const [sent] = app.askedFor("POST /orders");
    expect(sent?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent?.body).toMatchObject({
      pickup: { lat: view.pickup.lat, address: view.pickup.address },
      kind: view.kind,
      note: view.note,
    });
  });

  it("is not there for who it does not belong to", async () => {
    app.on(`GET ${ADDRESS}`, () => ({ status: 404, body: { status: 404 } }));
    await app.open(ADDRESS);
    expect(await screen.findByText(texts.follow.unknown)).toBeTruthy();
  });

  it("shows what happened", async () => {
    const user = userEvent.setup();
    const base = { orderId: view.orderId, at: view.placedAt, actor: { role: "SYSTEM" } };
    app.on(`GET ${ADDRESS}/events`, () => ({
      body: [
        { ...base, type: "OrderOpened", version: 1 },
        { ...base, type: "SearchStarted", version: 2, search: 1 },
        { ...base, type: "OfferMade", version: 3, distanceM: 412.5 },
        { ...base, type: "OfferConfirmed", version: 4 },
        { ...base, type: "OfferClosed", version: 5, end: "DECLINED" },
        { ...base, type: "SearchWaiting", version: 6, radiusM: 8000 },
        { ...base, type: "SearchWaiting", version: 7, radiusM: 8000 },
      ],
    }));
    await app.open(ADDRESS);
    await headline();
    await user.click(screen.getByText(texts.follow.timeline));
    await screen.findByText("Order placed");
    const lines = within(screen.getByText("Order placed").closest("ol")!).getAllByRole("listitem");
    expect(lines.map((line) => line.querySelector("time")?.previousSibling?.textContent)).toEqual([
      "Order placed",
      "Looking for a driver",
      "Asked a driver 410 m away",
      "The driver declined",
      "Nobody free within 8 km, 2 times",
    ]);
  });
});

// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OfferMade, OrderEvent } from "@/generated/order-event";
import type { City, CityOrder } from "@/generated/server-message";
import { live } from "@/live/store";
import { AppUnderTest } from "@/testing/app";
import { sample, sampleOrder } from "@/testing/samples";
import { SocketUnderTest } from "@/testing/socket";
import { texts } from "@/texts";

const view = sampleOrder({
  version: 6,
  status: "ACCEPTED",
  driver: { driverId: "d", name: "Sample Driver" },
});
const ADDRESS = `/board/${view.orderId}`;
const event = <T extends OrderEvent["type"]>(type: T) =>
  JSON.parse(readFileSync(`../schemas/samples/order-event.${type}.json`, "utf8")) as Extract<
    OrderEvent,
    { type: T }
  >;
const quote = {
  distanceM: 1,
  durationS: 1,
  route: { type: "LineString", coordinates: [[16, 52.5]] },
};

let app: AppUnderTest;
let socket: SocketUnderTest | undefined;

beforeEach(() => {
  app = new AppUnderTest()
    .on("POST /quotes", () => ({ body: quote }))
    .on(`GET /orders/${view.orderId}`, () => ({ body: view }))
    .on("GET /actuator/health", () => ({
      body: { status: "UP", components: { db: { status: "UP" } } },
    }));
});
afterEach(() => {
  socket?.close();
  socket = undefined;
  app.close();
});

describe("the board", () => {
  it("has all orders, and those in one state", async () => {
    const user = userEvent.setup();
    app.on("GET /orders", ({ query }) => ({
      body: { orders: query.get("status") ? [] : [view] },
    }));
    await app.open("/board", "ADMIN");
    expect(await screen.findByText("Sample Driver")).toBeTruthy();
    const filter = screen.getByRole("navigation", { name: texts.board.filter });
    await user.click(within(filter).getByRole("link", { name: texts.state.CANCELLED }));
    expect(await screen.findByText(texts.board.emptyFilter)).toBeTruthy();
    expect(app.askedFor("GET /orders").at(-1)?.query.get("status")).toBe("CANCELLED");
    expect(within(filter).getByRole("link", { current: "page" }).textContent).toBe("Cancelled");
  });

  it("does not take a state that there is none of", async () => {
    app.on("GET /orders", () => ({ body: { orders: [] } }));
    await app.open("/board?status=LOST", "ADMIN");
    expect(await screen.findByText(texts.board.emptyHint)).toBeTruthy();
    expect(app.askedFor("GET /orders")[0]?.query.has("status")).toBe(false);
  });

  it("can be asked for again where it failed", async () => {
    const user = userEvent.setup();
    app.on("GET /orders", () => ({ status: 503, body: { status: 503 } }));
    await app.open("/board", "ADMIN");
    expect(await screen.findByText(texts.board.failed)).toBeTruthy();
    app.on("GET /orders", () => ({ body: { orders: [view] } }));
    await user.click(screen.getByRole("button", { name: texts.retry }));
    expect(await screen.findByText("Sample Driver")).toBeTruthy();
  });

  it("is not for others", async () => {
    const router = await app.open("/board", "DRIVER");
    expect(router.state.location.pathname).toBe("/drive");
  });
});

describe("an order's detail", () => {
  const offer: OfferMade = event("OfferMade");
  const again: OfferMade = {
    ...offer,
    version: 9,
    offerId: "second",
    driverId: offer.candidates[1]!.driverId,
    candidates: offer.candidates.slice(1),
  };
  const events = [event("OrderOpened"), offer, again];

  it("says among whom each driver was chosen, and by what", async () => {
    const user = userEvent.setup();
    app.on(`GET /orders/${view.orderId}/events`, () => ({ body: events }));
    await app.open(ADDRESS, "ADMIN");
    const why = within(await screen.findByRole("region", { name: texts.why.title }));
    expect(await why.findByText(texts.why.policies.batch!)).toBeTruthy();
    const rows = () =>
      why
        .getAllByRole("row")
        .slice(1)
        .map((row) => row.textContent);
    expect(rows()).toEqual(["fae4b6asked730 m2:50 ~"]);
    await user.click(why.getByRole("button", { name: /Offer 1/ }));
    expect(rows()).toEqual(["e9d3a5asked410 m1:36", "fae4b6730 m2:50 ~"]);
    expect(screen.getByText("Asked a driver 410 m away", { exact: false })).toBeTruthy();
  });

  it("says that nobody was asked yet, and what could not be loaded", async () => {
    app.on(`GET /orders/${view.orderId}/events`, () => ({ status: 503, body: { status: 503 } }));
    await app.open(ADDRESS, "ADMIN");
    expect(await screen.findByText(texts.why.none)).toBeTruthy();
    expect(screen.getByText(texts.problem.busy)).toBeTruthy();
  });

  it("can be cancelled, and given to another driver", async () => {
    const user = userEvent.setup();
    let answer = { status: 409, body: { status: 409 } as unknown };
    app
      .on(`GET /orders/${view.orderId}/events`, () => ({ body: events }))
      .on(`POST /orders/${view.orderId}/cancel`, () => ({ body: view }))
      .on(`POST /orders/${view.orderId}/reassign`, () => answer);
    await app.open(ADDRESS, "ADMIN");
    await user.click(await screen.findByRole("button", { name: "Reassign" }));
    const dialog = within(screen.getByRole("dialog", { name: texts.reassign.title }));
    await user.click(dialog.getByRole("button", { name: "Reassign" }));
    expect(await dialog.findByText(texts.reassign.late)).toBeTruthy();
    answer = { status: 200, body: view };
    await user.click(dialog.getByRole("button", { name: "Reassign" }));
    expect(await screen.findByText(texts.reassign.done)).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Cancel order" }));
    const cancel = within(screen.getByRole("dialog", { name: texts.operatorCancel.title }));
    await user.click(cancel.getByRole("radio", { name: "Safety" }));
    await user.click(cancel.getByRole("button", { name: "Cancel order" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(app.askedFor(`POST /orders/${view.orderId}/cancel`)[0]?.body).toEqual({
      reason: "Safety",
    });
  });

  it("has nothing to do any more once it is over", async () => {
    const over = { ...view, status: "CANCELLED", by: "CUSTOMER", reason: "Ordered twice" };
    app.on(`GET /orders/${view.orderId}`, () => ({ body: over }));
    await app.open(ADDRESS, "ADMIN");
    expect(await screen.findByText("By the customer: Ordered twice")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Cancel order" })).toBeNull();
  });

  it("leads back where there is no such order", async () => {
    app.on(`GET /orders/${view.orderId}`, () => ({ status: 404, body: { status: 404 } }));
    await app.open(ADDRESS, "ADMIN");
    expect(await screen.findByText(texts.follow.unknown)).toBeTruthy();
    expect(screen.getByRole("link", { name: texts.detail.back })).toBeTruthy();
  });
});

const now = () => new Date().toISOString();
const searching = (orderId: string, agoS: number): CityOrder => ({
  orderId,
  version: 1,
  status: "SEARCHING",
  kind: "RIDE",
  pickup: { lat: 52.5, lng: 16 },
  dropoff: { lat: 52.51, lng: 16.01 },
  placedAt: new Date(Date.now() - agoS * 1000).toISOString(),
});
const city = (changes: Partial<City> = {}): City => ({
  type: "CITY",
  at: now(),
  drivers: [
    { driverId: "driver-aaaaaa", lat: 52.5, lng: 16, state: "AVAILABLE", at: now() },
    { driverId: "driver-bbbbbb", lat: 52.5, lng: 16, state: "BUSY", at: now() },
  ],
  orders: [],
  ...changes,
});

describe("the live city", () => {
  const open = async () => {
    socket = await new SocketUnderTest().open();
    await app.open("/city", "ADMIN");
    await screen.findByRole("heading", { name: texts.city.title });
  };

  it("counts who is in it, and shows or leaves out each state", async () => {
    const user = userEvent.setup();
    await open();
    await socket!.say(city({ anew: true }));
    const free = await screen.findByRole("button", { name: "Free drivers: 1" });
    expect(screen.getByRole("button", { name: "Being asked: 0" })).toBeTruthy();
    expect(free.getAttribute("aria-pressed")).toBe("true");
    await user.click(free);
    expect(free.getAttribute("aria-pressed")).toBe("false");
    expect(screen.getByText(texts.city.noneSearching)).toBeTruthy();
  });

  it("lists the longest searches first, each with a way to it", async () => {
    const user = userEvent.setup();
    await open();
    await socket!.say(
      city({ anew: true, orders: [searching("order-111111", 5), searching("order-222222", 75)] }),
    );
    const list = within(screen.getByRole("region", { name: texts.city.searching }));
    const rows = await list.findAllByRole("button");
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Ride 2222221:\d\d$/),
      expect.stringMatching(/^Ride 1111110:\d\d$/),
    ]);
    await user.click(rows[0]!);
    const card = within(screen.getByRole("region", { name: "Order 222222" }));
    expect(card.getByRole("link", { name: texts.city.open }).getAttribute("href")).toBe(
      "/board/order-222222",
    );
    await socket!.say(
      city({ orders: [{ ...searching("order-222222", 75), version: 5, status: "CANCELLED" }] }),
    );
    expect(await card.findByText(texts.city.ended)).toBeTruthy();
  });
});

it("an operator sees who has gone silent with the goods", async () => {
  socket = await new SocketUnderTest().open();
  await app.open("/city", "ADMIN");
  await socket.say(sample("DRIVER_LOST", { withGoods: true }));
  const silent = within(await screen.findByRole("region", { name: texts.city.silent }));
  expect(silent.getByRole("link").getAttribute("href")).toBe(
    `/board/${sample("DRIVER_LOST").orderId}`,
  );
});

describe("the figures", () => {
  it("watch all of the city, and stop when they are left", async () => {
    socket = await new SocketUnderTest().open();
    const router = await app.open("/figures", "ADMIN");
    expect(await socket.heard("WATCH")).toMatchObject({
      bbox: { south: -90, west: -180, north: 90, east: 180 },
    });
    await socket.say(city({ anew: true, orders: [searching("order-111111", 5)] }));
    const tile = (name: string) => screen.getByText(name, { selector: "dt" }).nextSibling;
    await waitFor(() => expect(tile("Orders searching")?.textContent).toBe("1"));
    expect(tile("Free drivers")?.textContent).toBe("1");
    expect(tile(texts.figures.searchTime)?.textContent).toBe("–");
    expect(live.get().city.figures.since).toBeLessThan(Number.POSITIVE_INFINITY);
    app.on("GET /orders", () => ({ body: { orders: [] } }));
    await router.navigate({ to: "/board" });
    await socket.heard("UNWATCH");
  });

  it("say how the service is, also where it is not well", async () => {
    app.on("GET /actuator/health", () => ({
      status: 503,
      body: { status: "DOWN", components: { db: { status: "UP" }, kafka: { status: "DOWN" } } },
    }));
    await app.open("/figures", "ADMIN");
    const health = within(screen.getByRole("region", { name: texts.health.title }));
    expect(await health.findByText(texts.health.all("DOWN"))).toBeTruthy();
    expect(health.getByText("kafka").parentElement?.textContent).toBe("kafkaDOWN");
    expect(health.getByText("db").parentElement?.textContent).toBe("dbUP");
  });

  it("say that the service cannot be asked", async () => {
    app.on("GET /actuator/health", () => ({ status: 404, body: { status: 404 } }));
    await app.open("/figures", "ADMIN");
    expect(await screen.findByText(texts.problem.notFound)).toBeTruthy();
  });
});

// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppUnderTest, say } from "@/testing/app";
import { sample, sampleOrder } from "@/testing/samples";
import { texts } from "@/texts";

const station = { name: "Station", detail: "Old Town", lat: 52.5, lng: 16.05 };
const harbour = { name: "Harbour", lat: 52.51, lng: 16.06 };
const quote = {
  distanceM: 1800,
  durationS: 420,
  etaS: 240,
  route: { type: "LineString", coordinates: [[16.05, 52.5]] },
};
const placed = sampleOrder({ version: 1, status: "PLACED" });

let app: AppUnderTest;

beforeEach(() => {
  app = new AppUnderTest()
    .on("GET /places", ({ query }) => ({
      body: {
        places: [station, harbour].filter(({ name }) =>
          name.toLowerCase().startsWith(query.get("q")!.toLowerCase()),
        ),
      },
    }))
    .on("GET /drivers/nearby", () => ({ body: { drivers: [{ lat: 52.501, lng: 16.051 }] } }))
    .on("POST /quotes", () => ({ body: quote }))
    .on(`GET /orders/${placed.orderId}`, () => ({ body: placed }));
});
afterEach(() => app.close());

const pickup = () => screen.findByRole("combobox", { name: "Pickup" });
const dropoff = () => screen.findByRole("combobox", { name: "Drop-off" });

async function fill(user: ReturnType<typeof userEvent.setup>) {
  await user.type(await pickup(), "sta");
  await user.click(await screen.findByRole("option", { name: /Station/ }));
  await user.type(await dropoff(), "har");
  await screen.findByRole("option", { name: /Harbour/ });
  await user.keyboard("{ArrowDown}{Enter}");
}

describe("ordering", () => {
  it("quotes what was typed, and places it", async () => {
    const user = userEvent.setup();
    app.on("POST /orders", () => ({ status: 202, body: { orderId: placed.orderId } }));
    const router = await app.open("/");
    await fill(user);
    expect(await screen.findByText("4 min")).toBeTruthy();
    expect(screen.getByText("1.8 km")).toBeTruthy();
    expect(app.askedFor("POST /quotes")[0]?.body).toEqual({
      pickup: { lat: 52.5, lng: 16.05 },
      dropoff: { lat: 52.51, lng: 16.06 },
      kind: "DELIVERY",
    });

    await user.click(screen.getByRole("radio", { name: /Ride/ }));
    await user.type(screen.getByRole("textbox", { name: texts.order.note }), "Two bags");
    await user.click(screen.getByRole("button", { name: "Order ride" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/orders/${placed.orderId}`));
    expect(app.askedFor("POST /orders")[0]?.body).toEqual({
      pickup: { lat: 52.5, lng: 16.05, address: "Station, Old Town" },
      dropoff: { lat: 52.51, lng: 16.06, address: "Harbour" },
      kind: "RIDE",
      note: "Two bags",
    });
  });

  it("orders once, however often it takes, and anew what has changed", async () => {
    const user = userEvent.setup();
    app.on("POST /orders", () => ({ status: 503, body: { status: 503 } }));
    await app.open("/");
    await fill(user);
    const order = await screen.findByRole("button", { name: "Order delivery" });
    await user.click(order);
    expect(await screen.findByText(texts.problem.busy)).toBeTruthy();
    await user.click(order);
    await waitFor(() => expect(app.askedFor("POST /orders")).toHaveLength(2));
    await user.type(screen.getByRole("textbox", { name: texts.order.note }), "!");
    await user.click(order);
    await waitFor(() => expect(app.askedFor("POST /orders")).toHaveLength(3));
    const [first, second, third] = app
      .askedFor("POST /orders")
      .map(({ headers }) => headers.get("Idempotency-Key"));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("says that nobody is in reach, and lets one order nevertheless", async () => {
    const user = userEvent.setup();
    app.on("POST /quotes", () => ({ body: { ...quote, etaS: undefined } }));
    await app.open("/");
    await fill(user);
    expect(await screen.findByText(texts.order.noneInReach)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Order delivery" })).toBeTruthy();
  });

  it("has a way without places to look up", async () => {
    const user = userEvent.setup();
    app.on("GET /places", () => ({ status: 404, body: { status: 404 } }));
    await app.open("/");
    await user.type(await pickup(), "sta");
    expect(await screen.findByText(texts.order.noSearch)).toBeTruthy();
    expect(screen.getByRole("option", { name: /Choose on the map/ })).toBeTruthy();
  });

  it("says what it does not find", async () => {
    const user = userEvent.setup();
    await app.open("/");
    await user.type(await pickup(), "xyz");
    expect(await screen.findByText(texts.order.noPlaces("xyz"))).toBeTruthy();
  });

  it("begins with a former order", async () => {
    app.on(`GET /orders/${placed.orderId}`, () => ({ body: placed }));
    await app.open(`/?again=${placed.orderId}`);
    expect(((await pickup()) as HTMLInputElement).value).toBe(placed.pickup.address);
    expect(await screen.findByRole("button", { name: "Order delivery" })).toBeTruthy();
  });

  it("leads to what is under way, all of it", async () => {
    await app.open("/");
    await pickup();
    const other = sampleOrder({ orderId: "0196f0c2-0000-7000-8000-000000000002", version: 1 });
    say(
      sample("ORDER_PLACED", { version: 1, order: placed }),
      sample("ORDER_PLACED", { version: 1, order: other, orderId: other.orderId }),
    );
    const links = await screen.findAllByRole("link", { name: /Your order is in|driver/ });
    expect(links.map((link) => link.getAttribute("href")).sort()).toEqual([
      `/orders/${other.orderId}`,
      `/orders/${placed.orderId}`,
    ]);
  });
});

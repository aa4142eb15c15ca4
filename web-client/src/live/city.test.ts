import { describe, expect, it } from "vitest";
import type { City, CityDriver, CityOrder, ServerMessage } from "@/generated/server-message";
import { sample } from "@/testing/samples";
import { type CityState, countDrivers, countOrders, noCity, tellCity } from "./city";
import { everyMinute, quantile } from "./figures";
import { reduce } from "./reducer";
import { nothingTold } from "./state";

const START = Date.parse("2026-01-05T18:30:00.000Z");
const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString();

const driver = (driverId: string, changes: Partial<CityDriver> = {}): CityDriver => ({
  driverId,
  lat: 52.5,
  lng: 16,
  state: "AVAILABLE",
  at: iso(0),
  ...changes,
});
const order = (orderId: string, changes: Partial<CityOrder> = {}): CityOrder => ({
  orderId,
  version: 1,
  status: "SEARCHING",
  kind: "DELIVERY",
  pickup: { lat: 52.5, lng: 16 },
  dropoff: { lat: 52.51, lng: 16.01 },
  placedAt: iso(0),
  ...changes,
});
const city = (second: number, changes: Partial<City> = {}): City => ({
  type: "CITY",
  at: iso(second),
  drivers: [],
  orders: [],
  ...changes,
});
const told = (messages: City[], from: CityState = noCity) => messages.reduce(tellCity, from);
const whole: CityState = { ...noCity, nextWhole: true };

describe("the city", () => {
  it("begins anew, in several parts, and goes on from there", () => {
    const state = told([
      city(0, { anew: true, drivers: [driver("a")] }),
      city(0.1, { drivers: [driver("b")], orders: [order("o")] }),
      city(1, { drivers: [driver("a", { lat: 52.6, state: "BUSY", at: iso(1) })] }),
    ]);
    expect(countDrivers(state.drivers.values())).toEqual({ AVAILABLE: 1, OFFERED: 0, BUSY: 1 });
    expect(state.drivers.get("a")?.lat).toBe(52.6);
    expect(state.orders.size).toBe(1);
  });

  it("forgets all that it knew when it begins anew", () => {
    const state = told([
      city(0, { anew: true, drivers: [driver("a")], orders: [order("o")] }),
      city(5, { anew: true, drivers: [driver("b")] }),
    ]);
    expect([...state.drivers.keys()]).toEqual(["b"]);
    expect(state.orders.size).toBe(0);
  });

  it("lets go who is gone, and takes back who returns", () => {
    const gone = told([
      city(0, { anew: true, drivers: [driver("a"), driver("b")] }),
      city(1, { gone: ["a"] }),
    ]);
    expect([...gone.drivers.keys()]).toEqual(["b"]);
    const back = told([city(2, { drivers: [driver("a", { at: iso(2) })] })], gone);
    expect(back.drivers.size).toBe(2);
  });

  it("keeps what is newer, whatever comes late or twice", () => {
    const state = told([
      city(0, { anew: true, drivers: [driver("a", { at: iso(5), lat: 52.55 })] }),
      city(1, {
        drivers: [driver("a", { at: iso(3), lat: 52.53 })],
        orders: [order("o", { version: 4, status: "ACCEPTED" }), order("o", { version: 3 })],
      }),
    ]);
    expect(state.drivers.get("a")?.lat).toBe(52.55);
    expect(state.orders.get("o")?.status).toBe("ACCEPTED");
  });

  it("has no orders that are over", () => {
    const state = told([
      city(0, { anew: true, orders: [order("o"), order("p", { status: "PICKED_UP" })] }),
      city(1, { orders: [order("o", { version: 2, status: "CANCELLED" })] }),
      city(1, { orders: [order("o", { version: 2, status: "CANCELLED" })] }),
    ]);
    expect(countOrders(state.orders.values())).toEqual({ search: 0, pickup: 0, trip: 1 });
  });

  it("is heard by the one reducer, and is left with its figures kept", () => {
    const heard = reduce(reduce(nothingTold, { type: "WATCHED", whole: true }), {
      type: "HEARD",
      message: city(0, { anew: true, drivers: [driver("a")], orders: [order("o")] }),
      receivedAt: START,
    });
    expect(heard.city).toMatchObject({ told: true, whole: true });
    const left = reduce(heard, { type: "UNWATCHED" });
    expect(left.city).toMatchObject({ told: false, whole: false });
    expect(left.city.drivers.size).toBe(0);
    expect(left.city.figures).toBe(heard.city.figures);
  });
});

describe("a driver who has gone silent", () => {
  const lost = (withGoods: boolean) =>
    sample("DRIVER_LOST", { orderId: "o", driverId: "a", withGoods, at: iso(0) });
  const heard = (...messages: ServerMessage[]) =>
    messages.reduce(
      (state, message) =>
        reduce(state, { type: "HEARD", message, receivedAt: Date.parse(message.at) }),
      nothingTold,
    );

  it("with the goods is to be looked after until the order has ended", () => {
    const state = heard(lost(true), lost(true));
    expect(state.silent).toEqual({ o: { driverId: "a", at: START } });
    const ended = order("o", { version: 9, status: "DELIVERED" });
    expect(heard(lost(true), city(5, { orders: [order("p"), ended] })).silent).toEqual({});
    expect(heard(lost(true), city(5, { orders: [order("o")] })).silent).toHaveProperty("o");
  });

  it("before the pickup needs nobody: the search goes on by itself", () => {
    const state = heard(lost(false));
    expect(state.silent).toEqual({});
    expect(state.notices).toMatchObject([{ type: "DRIVER_LOST" }]);
  });
});

describe("the figures", () => {
  it("count what happens, minute by minute", () => {
    const { figures } = told(
      [
        city(0, { anew: true, orders: [order("old", { status: "PICKED_UP" })] }),
        city(5, { orders: [order("o", { placedAt: iso(4) })] }),
        city(30, { orders: [order("o", { version: 5, status: "ACCEPTED", placedAt: iso(4) })] }),
        city(70, {
          orders: [
            order("o", { version: 9, status: "DELIVERED" }),
            order("old", { version: 9, status: "CANCELLED" }),
          ],
        }),
        city(80, { orders: [order("p")] }),
        city(90, { orders: [order("p", { version: 2, status: "NO_DRIVER_FOUND" })] }),
      ],
      whole,
    );
    const { searchedS, ...first } = figures.minutes[0]!;
    expect(first).toEqual({ at: START, placed: 1, delivered: 0, cancelled: 0, unserved: 0 });
    expect(searchedS).toEqual([26]);
    expect(figures.minutes[1]).toEqual({
      at: START + 60_000,
      placed: 1,
      delivered: 1,
      cancelled: 1,
      unserved: 1,
      searchedS: [],
    });
  });

  it("count nothing twice", () => {
    const ended = city(9, { orders: [order("o", { version: 3, status: "DELIVERED" })] });
    const begun = city(5, { orders: [order("o")] });
    const { figures } = told([city(0, { anew: true }), begun, begun, ended, ended], whole);
    expect(figures.minutes).toMatchObject([{ placed: 1, delivered: 1 }]);
  });

  it("are not of a part of the city only", () => {
    const messages = [city(0, { anew: true }), city(5, { orders: [order("o")] }), city(20)];
    expect(told(messages).figures).toBe(noCity.figures);
  });

  it("count no order as placed that was there at the beginning", () => {
    const early = order("o", { placedAt: iso(-5) });
    const messages = [
      city(0, { anew: true, orders: [early] }),
      city(0.2, { orders: [{ ...early, orderId: "p" }] }),
    ];
    expect(told(messages, whole).figures.minutes).toEqual([]);
  });

  it("take a sample once all parts are there, and every few seconds then", () => {
    const state = told(
      [
        city(0, { anew: true, drivers: [driver("a")] }),
        city(0.4, { drivers: [driver("b", { state: "BUSY" })], orders: [order("o")] }),
        city(2),
        city(4),
        city(7.5),
      ],
      whole,
    );
    expect(state.figures.samples).toMatchObject([
      { at: START + 2000, AVAILABLE: 1, BUSY: 1, search: 1, trip: 0 },
      { at: START + 7500 },
    ]);
  });

  it("forget what is more than half an hour old", () => {
    const { figures } = told([city(0, { anew: true }), city(10), city(2000)], whole);
    expect(figures.samples.map(({ at }) => at)).toEqual([START + 2_000_000]);
  });

  it("show the minutes in which nothing happened, too", () => {
    const { figures } = told([city(0, { anew: true }), city(5, { orders: [order("o")] })], whole);
    expect(everyMinute(figures, START + 150_000).map(({ placed }) => placed)).toEqual([1, 0, 0]);
  });

  it("know the middle and the slow end", () => {
    expect(quantile([5, 1, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(10);
    expect(quantile([], 0.5)).toBeUndefined();
  });
});

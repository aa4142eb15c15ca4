import { describe, expect, it } from "vitest";
import type { ServerMessage } from "@/generated/server-message";
import { sample, sampleOrder } from "@/testing/samples";
import { type LiveAction, reduce } from "./reducer";
import { type LiveState, nothingTold } from "./state";

const { orderId } = sampleOrder();
const START = Date.parse("2026-01-05T18:30:00.000Z");
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();

/** Messages of one order, each at a version, as many seconds after the first. */
const placed = (version = 1) =>
  sample("ORDER_PLACED", {
    version,
    at: at(0),
    order: sampleOrder({ version, status: "PLACED" }),
  });
const searching = (version: number, changes: Partial<ServerMessage> = {}) =>
  sample("SEARCHING", { version, at: at(version), nextAt: undefined, ...changes } as object);
const accepted = (version: number) =>
  sample("ORDER_ACCEPTED", {
    version,
    at: at(version),
    etaS: 96,
    order: { ...sample("ORDER_ACCEPTED").order, version },
  });
const arriving = (version: number) =>
  sample("DRIVER_ARRIVING", { version, at: at(version), etaS: 60 });
const arrived = (version: number) => sample("DRIVER_ARRIVED", { version, at: at(version) });
const pickedUp = (version: number) => sample("ORDER_PICKED_UP", { version, at: at(version) });
const delivered = (version: number) => sample("ORDER_DELIVERED", { version, at: at(version) });
const located = (second: number, lat: number) => sample("DRIVER_LOCATION", { at: at(second), lat });
const snapshot = (...orders: ReturnType<typeof sampleOrder>[]) =>
  sample("SNAPSHOT", { at: at(30), orders, offers: [] });

function heard(messages: ServerMessage[], from: LiveState = nothingTold): LiveState {
  return messages.reduce((state, message) => {
    const action: LiveAction = { type: "HEARD", message, receivedAt: Date.parse(message.at) };
    return reduce(state, action);
  }, from);
}

/** The states that an order goes through while messages come, without repetitions. */
function story(messages: ServerMessage[]): string {
  const states: string[] = [];
  let state = nothingTold;
  for (const message of messages) {
    state = heard([message], state);
    const now = state.orders[orderId]?.view.status ?? "-";
    if (states.at(-1) !== now) states.push(now);
  }
  return states.join(" ");
}

const whole = [
  placed(),
  searching(3),
  accepted(6),
  arriving(7),
  arrived(8),
  pickedUp(9),
  delivered(10),
];
const WHOLE = "PLACED SEARCHING ACCEPTED ARRIVING ARRIVED PICKED_UP DELIVERED";

describe("an order", () => {
  it("goes through its states", () => {
    expect(story(whole)).toBe(WHOLE);
  });

  it("is the same if everything comes twice", () => {
    expect(story(whole.flatMap((message) => [message, message]))).toBe(WHOLE);
    expect(heard([...whole, ...whole])).toEqual(heard(whole));
  });

  it("does not go back when a message comes late", () => {
    expect(story([placed(), accepted(6), searching(3), arrived(8), arriving(7)])).toBe(
      "PLACED ACCEPTED ARRIVED",
    );
  });

  it("skips what was missed", () => {
    expect(story([placed(), accepted(6), delivered(10)])).toBe("PLACED ACCEPTED DELIVERED");
  });

  it("goes back to the search when its driver gives it up, and says so once", () => {
    const messages = [placed(), accepted(6), located(7, 37.78), searching(8), searching(8)];
    const state = heard(messages);
    expect(state.orders[orderId]?.view).toMatchObject({ status: "SEARCHING", version: 8 });
    expect(state.orders[orderId]?.view.driver).toBeUndefined();
    expect(state.fixes).toEqual({});
    expect(state.notices.map(({ type }) => type)).toEqual(["DRIVER_GONE"]);
  });

  it("ends with who ended it, why and when", () => {
    const cancelled = sample("ORDER_CANCELLED", {
      version: 4,
      at: at(4),
      by: "ADMIN",
      reason: "Closed road",
    });
    expect(heard([placed(), cancelled]).orders[orderId]?.view).toMatchObject({
      status: "CANCELLED",
      by: "ADMIN",
      reason: "Closed road",
      endedAt: at(4),
    });
    const given = sample("NO_DRIVER_FOUND", { version: 9, at: at(9) });
    expect(heard([placed(), searching(3), given]).orders[orderId]?.view).toMatchObject({
      status: "NO_DRIVER_FOUND",
      endedAt: at(9),
    });
  });

  it("is left alone by messages about one that nobody has told of", () => {
    expect(heard([arrived(8)]).orders).toEqual({});
  });

  it("is expected when its driver said so, and sooner when the driver is near", () => {
    const time = (state: LiveState) => state.orders[orderId]?.arrivesAt;
    expect(time(heard([placed(), accepted(6)]))).toBe(START + 6_000 + 96_000);
    expect(time(heard([placed(), accepted(6), arriving(40)]))).toBe(START + 40_000 + 60_000);
  });
});

describe("a snapshot", () => {
  it("brings what was missed while the connection was away", () => {
    const later = sampleOrder({ version: 9, status: "PICKED_UP" });
    expect(story([placed(), accepted(6), snapshot(later), delivered(10)])).toBe(
      "PLACED ACCEPTED PICKED_UP DELIVERED",
    );
  });

  it("means nothing by what it leaves out", () => {
    expect(story([placed(), accepted(6), snapshot()])).toBe("PLACED ACCEPTED");
  });

  it("does not bring back what is older, from a node that lags", () => {
    const older = sampleOrder({ version: 5, status: "OFFERED" });
    expect(story([placed(), accepted(6), snapshot(older)])).toBe("PLACED ACCEPTED");
  });

  it("keeps when the driver is expected, while it is the same driver", () => {
    const known = heard([placed(), accepted(6)]);
    const same = { ...sample("ORDER_ACCEPTED").order, version: 7, status: "ARRIVING" as const };
    const arrivesAt = known.orders[orderId]?.arrivesAt;
    expect(heard([snapshot(same)], known).orders[orderId]?.arrivesAt).toBe(arrivesAt);
    const other = { ...same, driver: { driverId: "another" } };
    expect(heard([snapshot(other)], known).orders[orderId]?.arrivesAt).toBeUndefined();
  });

  it("comes to the same in a tab that saw everything and in one that was opened late", () => {
    const now = { ...sample("ORDER_ACCEPTED").order, version: 8, status: "ARRIVED" as const };
    const early = heard([...whole.slice(0, 5), snapshot(now), pickedUp(9)]);
    const late = heard([snapshot(now), pickedUp(9)]);
    expect(late.orders[orderId]?.view.status).toBe("PICKED_UP");
    expect(late.orders[orderId]?.view.version).toBe(early.orders[orderId]?.view.version);
  });
});

describe("a driver's place", () => {
  it("is the last one, whatever comes late", () => {
    const state = heard([accepted(6), located(9, 37.782), located(8, 37.781)]);
    expect(state.fixes[orderId]).toEqual({ lat: 37.782, lng: -122.4177, at: START + 9_000 });
  });

  it("changes no version, and is forgotten at the end", () => {
    const known = heard([placed(), accepted(6), located(9, 37.782)]);
    expect(known.orders[orderId]?.view.version).toBe(6);
    expect(heard([delivered(10)], known).fixes).toEqual({});
  });
});

describe("an offer", () => {
  const offer = (version: number, expiresAt: string) => sample("OFFER", { version, expiresAt });
  const { offerId } = sample("OFFER");
  const closed = (reason: "EXPIRED" | "TAKEN") => sample("OFFER_CLOSED", { version: 6, reason });

  it("has the exact end once the receipt is confirmed", () => {
    const state = heard([offer(4, at(18)), offer(5, at(16)), offer(4, at(18))]);
    expect(state.offers[offerId]?.offer.expiresAt).toBe(at(16));
  });

  it("is closed once, with the reason, and does not open again", () => {
    const state = heard([offer(4, at(18)), closed("TAKEN"), closed("EXPIRED"), offer(5, at(16))]);
    expect(state.offers[offerId]?.closed).toBe("TAKEN");
    expect(state.notices).toMatchObject([{ type: "OFFER_CLOSED", reason: "TAKEN" }]);
  });

  it("is over when the order is accepted, and nothing is said of it", () => {
    const state = heard([offer(4, at(18)), accepted(6)]);
    expect(state.offers[offerId]?.closed).toBe("ACCEPTED");
    expect(state.notices).toEqual([]);
  });

  it("comes with a snapshot, too", () => {
    expect(heard([sample("SNAPSHOT")]).offers[offerId]?.closed).toBeUndefined();
    expect(heard([closed("TAKEN"), sample("SNAPSHOT")]).offers[offerId]?.offer.offerId).toBe(
      offerId,
    );
  });
});

describe("notices", () => {
  it("say a refusal and a lost driver once each, until they are noticed", () => {
    const lost = sample("DRIVER_LOST");
    const refused = sample("REFUSED");
    const state = heard([lost, refused, lost, refused]);
    expect(state.notices.map(({ type }) => type)).toEqual(["DRIVER_LOST", "REFUSED"]);
    const id = state.notices[0]!.id;
    expect(reduce(state, { type: "NOTICED", id }).notices).toHaveLength(1);
  });
});

describe("the server's clock", () => {
  const told = (message: ServerMessage, receivedAt: number, from = nothingTold) =>
    reduce(from, { type: "HEARD", message, receivedAt });

  it("is that of the snapshot", () => {
    const { clockOffset } = told(sample("SNAPSHOT", { at: at(10) }), START + 70_000);
    expect(clockOffset).toBe(-60_000);
  });

  it("is not set back by a message that took its time, and is by the next pong", () => {
    const first = told(sample("SNAPSHOT", { at: at(10) }), START + 10_000);
    const slow = told(searching(3, { at: at(11) }), START + 14_000, first);
    expect(slow.clockOffset).toBe(0);
    const pong = told(sample("PONG", { at: at(20) }), START + 25_000, slow);
    expect(pong.clockOffset).toBe(-5_000);
  });
});

it("the connection says how it is, and a sign-out forgets everything", () => {
  const known = heard(whole);
  expect(reduce(known, { type: "CONNECTION", connection: "LOST" })).toEqual({
    ...known,
    connection: "LOST",
  });
  expect(reduce(known, { type: "FORGET" })).toEqual(nothingTold);
});

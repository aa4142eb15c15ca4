import { describe, expect, it } from "vitest";
import type { OfferClosedReason, ServerMessage } from "@/generated/server-message";
import { sample, sampleOrder } from "@/testing/samples";
import { countdown, openOffer, unconfirmed } from "./offers";
import { type LiveAction, reduce } from "./reducer";
import { type LiveState, nothingTold } from "./state";

const START = Date.parse("2026-01-05T18:30:00.000Z");
const at = (seconds: number) => START + seconds * 1000;
const iso = (seconds: number) => new Date(at(seconds)).toISOString();
const { offerId, orderId } = sample("OFFER");

const offer = (version = 4, expiresS = 18) =>
  sample("OFFER", { version, at: iso(version - 4), expiresAt: iso(expiresS) });
const closed = (reason: OfferClosedReason) =>
  sample("OFFER_CLOSED", { version: 6, at: iso(6), reason });
const snapshot = (second: number, changes: object = {}) =>
  sample("SNAPSHOT", { at: iso(second), orders: [], offers: [], ...changes });
const accepted = () => sample("ORDER_ACCEPTED", { version: 6, at: iso(5) });
const answered = (accept: boolean): LiveAction => ({ type: "ANSWERED", offerId, accept, ref: "r" });
const refused = (reason: "OFFER_TAKEN" | "OFFER_EXPIRED" | "WRONG_STATE") =>
  sample("REFUSED", { ref: "r", at: iso(7), reason });

/** What is known after messages and actions, in their order. */
function story(...steps: (ServerMessage | LiveAction)[]): LiveState {
  return steps.reduce<LiveState>(
    (state, step) =>
      reduce(
        state,
        "at" in step && typeof step.at === "string"
          ? { type: "HEARD", message: step as ServerMessage, receivedAt: Date.parse(step.at) }
          : (step as LiveAction),
      ),
    nothingTold,
  );
}

const notices = (state: LiveState) => state.notices.map(({ type }) => type);

describe("an offer's receipt", () => {
  it("is due at once, and no longer once the exact end has come", () => {
    expect(unconfirmed(story(offer()))).toEqual([offerId]);
    const confirmed = story(offer(), offer(5, 16));
    expect(unconfirmed(confirmed)).toEqual([]);
    expect(openOffer(confirmed, at(2))?.offer.expiresAt).toBe(iso(16));
  });

  it("is still due when the offer comes twice, or again with a snapshot", () => {
    expect(unconfirmed(story(offer(), offer()))).toEqual([offerId]);
    expect(unconfirmed(story(offer(), snapshot(3, { offers: [offer()] })))).toEqual([offerId]);
  });

  it("is not due for what is closed", () => {
    expect(unconfirmed(story(offer(), closed("EXPIRED")))).toEqual([]);
  });
});

describe("an open offer", () => {
  it("is the one that ends first", () => {
    const later = { ...offer(4, 30), offerId: "later" };
    expect(openOffer(story(later, offer()), at(1))?.offer.offerId).toBe(offerId);
  });

  it("is over by the server's clock, whatever is said", () => {
    expect(openOffer(story(offer()), at(17.9))).toBeDefined();
    expect(openOffer(story(offer()), at(18))).toBeUndefined();
  });

  it("is out of sight as soon as it was declined, and nothing is said of its end", () => {
    const declined = story(offer(), answered(false));
    expect(openOffer(declined, at(1))).toBeUndefined();
    expect(notices(story(offer(), answered(false), closed("WITHDRAWN")))).toEqual([]);
    expect(notices(story(offer(), answered(false), refused("OFFER_EXPIRED")))).toEqual([]);
  });

  it("stays in sight while the answer is on its way, and becomes the order", () => {
    expect(openOffer(story(offer(), answered(true)), at(2))?.answer?.accept).toBe(true);
    const state = story(offer(), answered(true), accepted(), accepted());
    expect(openOffer(state, at(6))).toBeUndefined();
    expect(state.orders[orderId]?.view.status).toBe("ACCEPTED");
    expect(notices(state)).toEqual([]);
  });

  it("that somebody else got is said once, in whichever order that is heard", () => {
    expect(
      notices(story(offer(), answered(true), closed("TAKEN"), refused("OFFER_TAKEN"))),
    ).toEqual(["OFFER_CLOSED"]);
    expect(
      notices(story(offer(), answered(true), refused("OFFER_TAKEN"), closed("TAKEN"))),
    ).toEqual(["REFUSED"]);
  });

  it("can be answered again after a refusal that is not about it, or no answer", () => {
    const wrong = story(offer(), answered(true), refused("WRONG_STATE"));
    expect(openOffer(wrong, at(8))).toMatchObject({ answer: undefined });
    const silent = story(offer(), answered(true), { type: "UNANSWERED", ref: "r" });
    expect(openOffer(silent, at(8))).toMatchObject({ answer: undefined });
  });

  it("survives a reconnection, with its answer", () => {
    const again = snapshot(4, { offers: [offer(5, 16)] });
    const state = story(offer(), answered(true), again, accepted());
    expect(state.offers[offerId]?.closed).toBe("ACCEPTED");
    expect(openOffer(story(offer(), answered(false), again), at(5))).toBeUndefined();
  });
});

describe("an order after a reconnection", () => {
  const mine = sampleOrder({ version: 6, status: "ACCEPTED" });
  const looked = (view: typeof mine | null): LiveAction => ({
    type: "LOOKED_UP",
    orderId,
    view,
    at: at(10),
  });

  it("is doubtful while the snapshot is without it, and only then", () => {
    expect(story(accepted(), snapshot(9)).orders[orderId]?.doubtful).toBe(true);
    expect(story(accepted(), snapshot(9, { orders: [mine] })).orders[orderId]?.doubtful).toBe(
      undefined,
    );
    const ended = sample("ORDER_DELIVERED", { version: 9, at: iso(8) });
    expect(story(accepted(), ended, snapshot(9)).orders[orderId]?.doubtful).toBe(undefined);
  });

  it("is not doubtful once it is heard of, or was looked up", () => {
    const arrived = sample("DRIVER_ARRIVED", { version: 7, at: iso(9) });
    expect(story(accepted(), snapshot(9), arrived).orders[orderId]?.doubtful).toBe(undefined);
    expect(story(accepted(), snapshot(9), looked(mine)).orders[orderId]).toEqual(
      story(accepted()).orders[orderId],
    );
  });

  it("is gone if it is somebody else's by now, which is said", () => {
    const state = story(accepted(), snapshot(9), looked(null));
    expect(state.orders).toEqual({});
    expect(notices(state)).toEqual(["ORDER_GONE"]);
  });
});

describe("a countdown", () => {
  const left = (now: number, expiresS = 18) =>
    countdown(openOffer(story(offer(4, expiresS)), at(0))!, now);

  it("counts begun seconds, and shows how much is left of the whole", () => {
    expect(left(at(0))).toEqual({ leftS: 18, share: 1 });
    expect(left(at(8.5))).toEqual({ leftS: 10, share: 9.5 / 18 });
    expect(left(at(17.999)).leftS).toBe(1);
    expect(left(at(25))).toEqual({ leftS: 0, share: 0 });
  });

  it("is full at most, should the clocks be apart", () => {
    expect(left(at(-4)).share).toBe(1);
  });
});

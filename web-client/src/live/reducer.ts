import type {
  City,
  OfferClosedReason,
  OrderView,
  Refusal,
  Refused,
  ServerMessage,
} from "@/generated/server-message";
import { isOver } from "@/orders/stages";
import { noCity, tellCity } from "./city";
import { type Connection, type LiveOffer, type LiveState, type Notice, nothingTold } from "./state";

export type LiveAction =
  | { type: "HEARD"; message: ServerMessage; receivedAt: number }
  | { type: "CONNECTION"; connection: Connection }
  | { type: "NOTICED"; id: string }
  /** an offer was answered here, by the command with that ref */
  | { type: "ANSWERED"; offerId: string; accept: boolean; ref: string }
  /** no answer to that command came */
  | { type: "UNANSWERED"; ref: string }
  /** what HTTP says of an order; null if it is not this user's */
  | { type: "LOOKED_UP"; orderId: string; view: OrderView | null; at: number }
  /** the next part of the city to be told is, or is not, all of it */
  | { type: "WATCHED"; whole: boolean }
  | { type: "UNWATCHED" }
  | { type: "FORGET" };

const NOTICES = 20;

/**
 * What is known after an action. A message whose version is known already changes nothing, and what
 * a snapshot does not mention stays as it was.
 */
export function reduce(state: LiveState, action: LiveAction): LiveState {
  switch (action.type) {
    case "HEARD":
      return hear(setClock(state, action.message, action.receivedAt), action.message);
    case "CONNECTION":
      return { ...state, connection: action.connection };
    case "NOTICED":
      return { ...state, notices: state.notices.filter(({ id }) => id !== action.id) };
    case "ANSWERED": {
      const { offerId, accept, ref } = action;
      return changeOffer(state, offerId, { answer: { accept, ref } });
    }
    case "UNANSWERED": {
      const asked = answeredBy(state, action.ref);
      return asked ? changeOffer(state, asked.offer.offerId, { answer: undefined }) : state;
    }
    case "LOOKED_UP":
      return action.view
        ? sure(tellOrder(state, action.view), action.orderId)
        : withoutOrder(state, action.orderId, action.at);
    case "WATCHED":
      return { ...state, city: { ...state.city, nextWhole: action.whole } };
    case "UNWATCHED":
      return { ...state, city: { ...noCity, figures: state.city.figures } };
    case "FORGET":
      return nothingTold;
  }
}

function hear(state: LiveState, message: ServerMessage): LiveState {
  switch (message.type) {
    case "SNAPSHOT": {
      const withOrders = message.orders.reduce(
        (known, order) => sure(tellOrder(known, order), order.orderId),
        doubt(state),
      );
      return message.offers.reduce((known, offer) => hear(known, offer), withOrders);
    }
    case "ORDER_PLACED":
      return tellOrder(state, message.order);
    case "ORDER_ACCEPTED":
      return closeOffersOf(
        tellOrder(state, message.order, time(message.at) + message.etaS * 1000),
        message.orderId,
      );
    case "SEARCHING": {
      const lost = state.orders[message.orderId]?.view.driver;
      const next = change(state, message, {
        status: "SEARCHING",
        attempt: message.attempt,
        nextAt: message.nextAt,
        driver: undefined,
        etaS: undefined,
      });
      return lost && next !== state
        ? notice(withoutFix(next, message.orderId), message.at, {
            type: "DRIVER_GONE",
            orderId: message.orderId,
          })
        : next;
    }
    case "DRIVER_ARRIVING":
      return change(
        state,
        message,
        { status: "ARRIVING", etaS: message.etaS },
        time(message.at) + message.etaS * 1000,
      );
    case "DRIVER_ARRIVED":
      return change(state, message, { status: "ARRIVED", etaS: 0 });
    case "ORDER_PICKED_UP":
      return change(state, message, { status: "PICKED_UP" });
    case "ORDER_DELIVERED":
      return end(state, message, { status: "DELIVERED" });
    case "ORDER_CANCELLED":
      return end(state, message, {
        status: "CANCELLED",
        by: message.by,
        reason: message.reason,
      });
    case "NO_DRIVER_FOUND":
      return end(state, message, { status: "NO_DRIVER_FOUND" });
    case "DRIVER_LOCATION": {
      const { orderId, lat, lng } = message;
      const at = time(message.at);
      const known = state.fixes[orderId];
      if (known && known.at >= at) return state;
      return { ...state, fixes: { ...state.fixes, [orderId]: { lat, lng, at } } };
    }
    case "OFFER": {
      const known = state.offers[message.offerId];
      if (known && (known.closed || known.offer.version >= message.version)) return state;
      // The first time it asks for a receipt, later it answers one.
      const offer = { ...known, offer: message, confirmed: known !== undefined };
      return { ...state, offers: { ...state.offers, [message.offerId]: offer } };
    }
    case "OFFER_CLOSED": {
      const known = state.offers[message.offerId];
      if (!known || known.closed) return state;
      const { reason, orderId } = message;
      const closed = changeOffer(state, message.offerId, { closed: reason });
      // Who declined knows why it is gone.
      return known.answer?.accept === false
        ? closed
        : notice(closed, message.at, { type: "OFFER_CLOSED", reason, orderId });
    }
    case "DRIVER_LOST": {
      const { orderId, driverId, withGoods } = message;
      const id = `${orderId}/${message.version}`;
      const lost = { ...state.silent, [orderId]: { driverId, at: time(message.at) } };
      const next = withGoods ? { ...state, silent: lost } : state;
      return notice(next, message.at, { type: "DRIVER_LOST", orderId, driverId, withGoods }, id);
    }
    case "REFUSED": {
      const { reason, detail } = message;
      const next = refuse(state, message);
      return next === "SAID"
        ? state
        : notice(next, message.at, { type: "REFUSED", reason, detail }, message.ref);
    }
    case "CITY":
      return heardOf({ ...state, city: tellCity(state.city, message) }, message);
    case "ACK":
    case "PONG":
      return state;
  }
}

/** A whole order as a message or an answer over HTTP has it. */
function tellOrder(state: LiveState, view: OrderView, arrivesAt?: number): LiveState {
  const known = state.orders[view.orderId];
  if (known && known.view.version >= view.version) return state;
  const sameDriver = known?.view.driver?.driverId === view.driver?.driverId;
  const order = { view, arrivesAt: arrivesAt ?? (sameDriver ? known?.arrivesAt : undefined) };
  const next = { ...state, orders: { ...state.orders, [view.orderId]: order } };
  return view.endedAt || !view.driver ? withoutFix(next, view.orderId) : next;
}

interface OrderMessage {
  orderId: string;
  version: number;
  at: string;
}

/** What a message changes of an order; the order is fetched by whoever needs it if it is unknown. */
function change(
  state: LiveState,
  { orderId, version }: OrderMessage,
  changes: Partial<OrderView>,
  arrivesAt?: number,
): LiveState {
  const known = state.orders[orderId];
  if (!known || known.view.version >= version) return state;
  const order = {
    view: { ...known.view, ...changes, version },
    arrivesAt: arrivesAt ?? known.arrivesAt,
  };
  return { ...state, orders: { ...state.orders, [orderId]: order } };
}

function end(state: LiveState, message: OrderMessage, changes: Partial<OrderView>): LiveState {
  const next = change(state, message, { ...changes, endedAt: message.at, nextAt: undefined });
  return next === state ? state : withoutFix(next, message.orderId);
}

function withoutFix(state: LiveState, orderId: string): LiveState {
  if (!state.fixes[orderId]) return state;
  const { [orderId]: _, ...fixes } = state.fixes;
  return { ...state, fixes };
}

/** Of an order that has ended nobody is silent any more. */
function heardOf(state: LiveState, { orders }: City): LiveState {
  const over = new Set(orders.filter(({ status }) => isOver(status)).map(({ orderId }) => orderId));
  const silent = Object.entries(state.silent).filter(([orderId]) => !over.has(orderId));
  return silent.length === Object.keys(state.silent).length
    ? state
    : { ...state, silent: Object.fromEntries(silent) };
}

const CLOSED_BY: Partial<Record<Refusal, OfferClosedReason>> = {
  OFFER_EXPIRED: "EXPIRED",
  OFFER_TAKEN: "TAKEN",
  ORDER_CANCELLED: "CANCELLED",
  NOT_YOURS: "WITHDRAWN",
  UNKNOWN_OFFER: "WITHDRAWN",
};

/** What a refusal means for the offer that it is about, if there is one; or that it was said. */
function refuse(state: LiveState, { ref, reason }: Refused): LiveState | "SAID" {
  const asked = answeredBy(state, ref);
  if (!asked) return state;
  // A decline that came too late is one nevertheless.
  if (asked.closed || !asked.answer?.accept) return "SAID";
  const closed = CLOSED_BY[reason];
  return changeOffer(state, asked.offer.offerId, { answer: undefined, closed });
}

function answeredBy({ offers }: LiveState, ref: string | undefined): LiveOffer | undefined {
  return ref === undefined
    ? undefined
    : Object.values(offers).find(({ answer }) => answer?.ref === ref);
}

function changeOffer(state: LiveState, offerId: string, changes: Partial<LiveOffer>): LiveState {
  const known = state.offers[offerId];
  if (!known) return state;
  return { ...state, offers: { ...state.offers, [offerId]: { ...known, ...changes } } };
}

/** Whatever is under way is to be looked up, until something is heard of it. */
function doubt(state: LiveState): LiveState {
  const doubted = Object.entries(state.orders).map(([id, known]) =>
    isOver(known.view.status) ? [id, known] : [id, { ...known, doubtful: true }],
  );
  return { ...state, orders: Object.fromEntries(doubted) };
}

function sure(state: LiveState, orderId: string): LiveState {
  const known = state.orders[orderId];
  if (!known?.doubtful) return state;
  const { doubtful: _, ...order } = known;
  return { ...state, orders: { ...state.orders, [orderId]: order } };
}

function withoutOrder(state: LiveState, orderId: string, at: number): LiveState {
  if (!state.orders[orderId]) return state;
  const { [orderId]: _, ...orders } = state.orders;
  const next = withoutFix({ ...state, orders }, orderId);
  return notice(next, new Date(at).toISOString(), { type: "ORDER_GONE", orderId });
}

function closeOffersOf(state: LiveState, orderId: string): LiveState {
  const open = Object.entries(state.offers).filter(
    ([, { offer, closed }]) => offer.orderId === orderId && !closed,
  );
  if (open.length === 0) return state;
  const closed = open.map(([id, known]) => [id, { ...known, closed: "ACCEPTED" as const }]);
  return { ...state, offers: { ...state.offers, ...Object.fromEntries(closed) } };
}

type Said = Notice extends infer N ? (N extends Notice ? Omit<N, "id" | "at"> : never) : never;

function notice(state: LiveState, at: string, said: Said, id?: string): LiveState {
  const whole = { ...said, id: id ?? `${said.type}/${at}`, at: time(at) } as Notice;
  if (state.notices.some((known) => known.id === whole.id)) return state;
  return { ...state, notices: [...state.notices, whole].slice(-NOTICES) };
}

/**
 * A message says when it was true, and comes some time later: the greatest difference is the best
 * guess. A snapshot and a pong are made as they are sent, and start the guess anew.
 */
function setClock(state: LiveState, message: ServerMessage, receivedAt: number): LiveState {
  const offset = time(message.at) - receivedAt;
  const isNow = message.type === "SNAPSHOT" || message.type === "PONG";
  return isNow || offset > state.clockOffset ? { ...state, clockOffset: offset } : state;
}

const time = (at: string) => Date.parse(at);

import type { OrderView, ServerMessage } from "@/generated/server-message";
import { type Connection, type LiveState, type Notice, nothingTold } from "./state";

export type LiveAction =
  | { type: "HEARD"; message: ServerMessage; receivedAt: number }
  | { type: "CONNECTION"; connection: Connection }
  | { type: "NOTICED"; id: string }
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
    case "FORGET":
      return nothingTold;
  }
}

function hear(state: LiveState, message: ServerMessage): LiveState {
  switch (message.type) {
    case "SNAPSHOT": {
      const withOrders = message.orders.reduce((known, order) => tellOrder(known, order), {
        ...state,
        told: true,
      });
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
      return { ...state, offers: { ...state.offers, [message.offerId]: { offer: message } } };
    }
    case "OFFER_CLOSED": {
      const known = state.offers[message.offerId];
      if (!known || known.closed) return state;
      const { reason, orderId } = message;
      const offers = { ...state.offers, [message.offerId]: { ...known, closed: reason } };
      return notice({ ...state, offers }, message.at, { type: "OFFER_CLOSED", reason, orderId });
    }
    case "DRIVER_LOST": {
      const { orderId, driverId, withGoods } = message;
      const id = `${orderId}/${message.version}`;
      return notice(state, message.at, { type: "DRIVER_LOST", orderId, driverId, withGoods }, id);
    }
    case "REFUSED": {
      const { reason, detail } = message;
      return notice(state, message.at, { type: "REFUSED", reason, detail }, message.ref);
    }
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

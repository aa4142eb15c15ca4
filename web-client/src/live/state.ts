import type {
  LatLng,
  Offer,
  OfferClosedReason,
  OrderView,
  Refusal,
} from "@/generated/server-message";
import { type CityState, noCity } from "./city";

/** Where a driver was, and when, by the server's clock in milliseconds. */
export interface Fix extends LatLng {
  at: number;
}

/** An order as it was last told, and what its messages say beyond that. */
export interface LiveOrder {
  view: OrderView;
  /** when the driver should be at the pickup, by the server's clock */
  arrivesAt?: number;
  /** a snapshot did not mention it while it was under way: it may be somebody else's by now */
  doubtful?: boolean;
}

/** An offer to this driver; closed once it can no longer be answered. */
export interface LiveOffer {
  offer: Offer;
  /** the receipt was confirmed, and `expiresAt` is exact */
  confirmed?: boolean;
  /** what was answered here, and by which command */
  answer?: { accept: boolean; ref: string };
  closed?: OfferClosedReason | "ACCEPTED";
}

/** Something to be said once, besides what the state shows anyway. */
export type Notice = { id: string; at: number } & (
  | { type: "OFFER_CLOSED"; orderId: string; reason: OfferClosedReason }
  | { type: "REFUSED"; reason: Refusal; detail: string }
  | { type: "DRIVER_GONE"; orderId: string }
  | { type: "ORDER_GONE"; orderId: string }
  | { type: "DRIVER_LOST"; orderId: string; driverId: string; withGoods: boolean }
);

export type Connection = "OFF" | "CONNECTING" | "OPEN" | "LOST";

/** All that the socket told since the user signed in. */
export interface LiveState {
  connection: Connection;
  orders: Readonly<Record<string, LiveOrder>>;
  offers: Readonly<Record<string, LiveOffer>>;
  /** the drivers' last fixes, by order */
  fixes: Readonly<Record<string, Fix>>;
  notices: readonly Notice[];
  /** drivers who have gone silent with the goods, by order: an operator has to look */
  silent: Readonly<Record<string, { driverId: string; at: number }>>;
  /** what an operator watches */
  city: CityState;
  /** what to add to this device's clock to have the server's, in milliseconds */
  clockOffset: number;
}

export const nothingTold: LiveState = {
  connection: "OFF",
  orders: {},
  offers: {},
  fixes: {},
  notices: [],
  silent: {},
  city: noCity,
  clockOffset: 0,
};

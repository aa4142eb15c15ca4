// Written by `npm run generate`. Change the schemas instead.

/**
 * What a client says on the socket; ref is echoed in the answer.
 */
export type ClientMessage =
  | AcceptOffer
  | DeclineOffer
  | Shift
  | Arrived
  | Pickup
  | Deliver
  | Cancel
  | Watch
  | Unwatch
  | OfferReceived
  | Location
  | Ping;
/**
 * Names one offer of one order to one driver.
 */
export type OfferId = string;
/**
 * Whether a driver wants work.
 */
export type ShiftState = "ONLINE" | "OFFLINE";
/**
 * Names an order, for ever.
 */
export type OrderId = string;

/**
 * The driver takes the order.
 */
export interface AcceptOffer {
  type: "ACCEPT_OFFER";
  offerId: OfferId;
  ref?: string | null;
}
/**
 * The driver does not take the order.
 */
export interface DeclineOffer {
  type: "DECLINE_OFFER";
  offerId: OfferId;
  reason?: string | null;
  ref?: string | null;
}
/**
 * The driver goes online or offline.
 */
export interface Shift {
  type: "SHIFT";
  state: ShiftState;
  ref?: string | null;
}
/**
 * The driver is at the pickup.
 */
export interface Arrived {
  type: "ARRIVED";
  orderId: OrderId;
  ref?: string | null;
}
/**
 * The driver has the goods or the passenger.
 */
export interface Pickup {
  type: "PICKUP";
  orderId: OrderId;
  ref?: string | null;
}
/**
 * It is done.
 */
export interface Deliver {
  type: "DELIVER";
  orderId: OrderId;
  ref?: string | null;
}
/**
 * Customer, driver or admin wants out.
 */
export interface Cancel {
  type: "CANCEL";
  orderId: OrderId;
  reason?: string | null;
  ref?: string | null;
}
/**
 * An operator wants to see that part of the city move: CITY follows. One part at a time; the next takes its place. zoom is that of the map, 0 to 24, with tiles of 512 pixels: moves that it would not show are not told.
 */
export interface Watch {
  type: "WATCH";
  bbox: Box;
  zoom: number;
  ref?: string | null;
}
/**
 * A part of the map, in degrees.
 */
export interface Box {
  south: number;
  /**
   * more than east where the box crosses the antimeridian
   */
  west: number;
  north: number;
  east: number;
}
/**
 * The operator has seen enough.
 */
export interface Unwatch {
  type: "UNWATCH";
  ref?: string | null;
}
/**
 * The receipt of an offer; not answered.
 */
export interface OfferReceived {
  type: "OFFER_RECEIVED";
  offerId: OfferId;
}
/**
 * Where the driver is; not answered. accuracy in metres, heading in degrees, speed in metres a second.
 */
export interface Location {
  type: "LOCATION";
  lat: number;
  lng: number;
  accuracy?: number | null;
  heading?: number | null;
  speed?: number | null;
  at?: string | null;
}
/**
 * Answered with PONG.
 */
export interface Ping {
  type: "PING";
  ref?: string | null;
}

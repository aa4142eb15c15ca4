// Written by `npm run generate`. Change the schemas instead.

/**
 * What the gateway pushes; every message says when, and what it is about.
 */
export type ServerMessage =
  | Offer
  | OfferClosed
  | OrderPlaced
  | Searching
  | OrderAccepted
  | DriverLocation
  | DriverArriving
  | DriverArrived
  | OrderPickedUp
  | OrderDelivered
  | OrderCancelled
  | NoDriverFound
  | DriverLost
  | Snapshot
  | City
  | Ack
  | Refused
  | Pong;
/**
 * Names an order, for ever.
 */
export type OrderId = string;
/**
 * Names one offer of one order to one driver.
 */
export type OfferId = string;
/**
 * What a customer wants done.
 */
export type Kind = "DELIVERY" | "RIDE" | "TASK";
/**
 * Why an offer can no longer be answered.
 */
export type OfferClosedReason = "EXPIRED" | "TAKEN" | "CANCELLED" | "WITHDRAWN";
/**
 * Where an order stands; the arrows between the states are drawn in the core's tests.
 */
export type OrderState =
  | "PLACED"
  | "SEARCHING"
  | "OFFERED"
  | "ACCEPTED"
  | "ARRIVING"
  | "ARRIVED"
  | "PICKED_UP"
  | "DELIVERED"
  | "CANCELLED"
  | "NO_DRIVER_FOUND";
/**
 * Names a driver: the id of the driver's account.
 */
export type DriverId = string;
/**
 * In what capacity somebody acts.
 */
export type ActorRole = "CUSTOMER" | "DRIVER" | "ADMIN" | "SYSTEM";
/**
 * What a driver on shift is doing, as their orders say.
 */
export type DriverState = "AVAILABLE" | "OFFERED" | "BUSY";
/**
 * Why a command changed nothing; clients switch on these names.
 */
export type Refusal =
  | "OFFER_EXPIRED"
  | "OFFER_TAKEN"
  | "ORDER_CANCELLED"
  | "NOT_YOURS"
  | "UNKNOWN_OFFER"
  | "WRONG_STATE"
  | "BAD_MESSAGE"
  | "TOO_FAST";

/**
 * The driver is asked. Comes again with the exact expiresAt after the receipt; the points are coarse until the acceptance.
 */
export interface Offer {
  type: "OFFER";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  offerId: OfferId;
  kind: Kind;
  pickup: LatLng;
  dropoff: LatLng;
  etaS: number;
  distanceM: number;
  expiresAt: string;
}
/**
 * A point on the earth in WGS84 degrees.
 */
export interface LatLng {
  /**
   * latitude, -90 to 90
   */
  lat: number;
  /**
   * longitude, -180 to 180
   */
  lng: number;
}
/**
 * The offer can no longer be answered.
 */
export interface OfferClosed {
  type: "OFFER_CLOSED";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  offerId: OfferId;
  reason: OfferClosedReason;
}
/**
 * The order exists.
 */
export interface OrderPlaced {
  type: "ORDER_PLACED";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  order: OrderView;
}
/**
 * An order as those who take part in it see it, over HTTP and on the socket alike.
 */
export interface OrderView {
  orderId: OrderId;
  version: number;
  status: OrderState;
  kind: Kind;
  pickup: Place;
  dropoff: Place;
  note?: string;
  placedAt: string;
  attempt: number;
  nextAt?: string;
  driver?: Driver;
  /**
   * seconds to the pickup, as last told
   */
  etaS?: number;
  endedAt?: string;
  by?: ActorRole;
  reason?: string;
}
/**
 * A point where something is fetched or brought, with the address that a person would read.
 */
export interface Place {
  /**
   * latitude in degrees, -90 to 90
   */
  lat: number;
  /**
   * longitude in degrees, -180 to 180
   */
  lng: number;
  /**
   * as the customer wrote it; reaches a driver only with the acceptance
   */
  address?: string | null;
}
/**
 * who has it, from the acceptance on
 */
export interface Driver {
  driverId: DriverId;
  name?: string;
  vehicle?: string;
  plate?: string;
}
/**
 * A driver is looked for; nextAt while the search waits.
 */
export interface Searching {
  type: "SEARCHING";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  attempt: number;
  nextAt?: string;
}
/**
 * A driver has the order; order holds the exact addresses and the note.
 */
export interface OrderAccepted {
  type: "ORDER_ACCEPTED";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  driver: Driver1;
  etaS: number;
  order: OrderView;
}
/**
 * The driver as the customer sees them.
 */
export interface Driver1 {
  driverId: DriverId;
  name?: string;
  vehicle?: string;
  plate?: string;
}
/**
 * Where the driver is; carries the present version without being a change.
 */
export interface DriverLocation {
  type: "DRIVER_LOCATION";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  lat: number;
  lng: number;
}
/**
 * The driver is about to reach the pickup.
 */
export interface DriverArriving {
  type: "DRIVER_ARRIVING";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  etaS: number;
}
/**
 * The driver is at the pickup.
 */
export interface DriverArrived {
  type: "DRIVER_ARRIVED";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
}
/**
 * The driver has the goods or the passenger.
 */
export interface OrderPickedUp {
  type: "ORDER_PICKED_UP";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
}
/**
 * It is done.
 */
export interface OrderDelivered {
  type: "ORDER_DELIVERED";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
}
/**
 * The order is called off.
 */
export interface OrderCancelled {
  type: "ORDER_CANCELLED";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  by: ActorRole;
  reason?: string;
}
/**
 * The search was given up.
 */
export interface NoDriverFound {
  type: "NO_DRIVER_FOUND";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
}
/**
 * For operators: the driver has gone silent. Before the pickup the search starts again by itself; somebody has to look where the driver is withGoods.
 */
export interface DriverLost {
  type: "DRIVER_LOST";
  subject: string;
  at: string;
  orderId: OrderId;
  version: number;
  driverId: DriverId;
  withGoods: boolean;
}
/**
 * First of all: the orders and offers that concern the user; absence means nothing.
 */
export interface Snapshot {
  type: "SNAPSHOT";
  at: string;
  orders: OrderView[];
  offers: Offer[];
}
/**
 * For an operator who watches a part of the city: after each WATCH all that is in it, then what changed, at most twice a second. A message has at most 64 KiB; what has no room comes with a later one, as it is then.
 */
export interface City {
  type: "CITY";
  at: string;
  /**
   * on the first after a WATCH: what was known of the city is to be forgotten
   */
  anew?: boolean;
  /**
   * who are on shift and in the box
   */
  drivers: CityDriver[];
  /**
   * that have their pickup or their dropoff in the box; an ended one comes once more
   */
  orders: CityOrder[];
  /**
   * drivers who have left the box, their shift or the line
   */
  gone?: DriverId[];
}
/**
 * A driver on the operators' map.
 */
export interface CityDriver {
  driverId: DriverId;
  lat: number;
  lng: number;
  state: DriverState;
  /**
   * whole degrees clockwise from north
   */
  heading?: number;
  /**
   * when the driver was there
   */
  at: string;
}
/**
 * An order on the operators' map.
 */
export interface CityOrder {
  orderId: OrderId;
  version: number;
  status: OrderState;
  kind: Kind;
  pickup: LatLng;
  dropoff: LatLng;
  placedAt: string;
  /**
   * Names a driver: the id of the driver's account.
   */
  driverId?: string;
}
/**
 * The command is decided: done, or already so.
 */
export interface Ack {
  type: "ACK";
  at: string;
  ref?: string;
}
/**
 * The command is decided: not done. detail is for people.
 */
export interface Refused {
  type: "REFUSED";
  at: string;
  ref?: string;
  reason: Refusal;
  detail: string;
}
/**
 * The answer to PING.
 */
export interface Pong {
  type: "PONG";
  at: string;
  ref?: string;
}

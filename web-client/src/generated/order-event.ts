// Written by `npm run generate`. Change the schemas instead.

/**
 * What was decided about an order. Versions of one order start at 1 and have no gaps; order id and version together are the event's id. A driver is held from an OfferMade to the event that names the same token again and is a Release.
 */
export type OrderEvent =
  | OfferClosed
  | OrderDelivered
  | OrderReleased
  | OrderCancelled
  | OrderOpened
  | SearchStarted
  | SearchWaiting
  | OfferMade
  | OfferConfirmed
  | OrderAccepted
  | OrderArriving
  | OrderArrived
  | OrderPickedUp
  | NoDriverFound
  | DriverWentSilent;
/**
 * Names an order, for ever.
 */
export type OrderId = string;
/**
 * Names a fact; a command's answer refers to it.
 */
export type FactId = string;
/**
 * In what capacity somebody acts.
 */
export type ActorRole = "CUSTOMER" | "DRIVER" | "ADMIN" | "SYSTEM";
/**
 * Names one offer of one order to one driver.
 */
export type OfferId = string;
/**
 * Names a driver: the id of the driver's account.
 */
export type DriverId = string;
/**
 * Why a driver lost an order that was accepted.
 */
export type ReleaseCause = "DRIVER_CANCELLED" | "REASSIGNED" | "DRIVER_LOST";
/**
 * Names a customer: the id of the customer's account.
 */
export type CustomerId = string;
/**
 * What a customer wants done.
 */
export type Kind = "DELIVERY" | "RIDE" | "TASK";
/**
 * Names what a driver is held by; an assignment lists its orders.
 */
export type AssignmentId = string;
/**
 * How a travel time was found.
 */
export type By = "ROAD" | "LINE";

/**
 * An offer ended without an acceptance.
 */
export interface OfferClosed {
  type: "OfferClosed";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  offerId: OfferId;
  driverId: DriverId;
  token: number;
  /**
   * DECLINED, EXPIRED, UNDELIVERED or WITHDRAWN
   */
  end: "OPEN" | "RECEIVED" | "ACCEPTED" | "DECLINED" | "EXPIRED" | "UNDELIVERED" | "WITHDRAWN";
  reason?: string | null;
}
/**
 * Who caused a fact.
 */
export interface Actor {
  role: ActorRole;
  /**
   * the account; absent for the system
   */
  id?: string | null;
}
/**
 * It is done.
 */
export interface OrderDelivered {
  type: "OrderDelivered";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  driverId: DriverId;
  token: number;
}
/**
 * The driver has the order no longer; the search starts again without that driver.
 */
export interface OrderReleased {
  type: "OrderReleased";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  driverId: DriverId;
  token: number;
  reason: ReleaseCause;
  detail?: string | null;
}
/**
 * The order is called off.
 */
export interface OrderCancelled {
  type: "OrderCancelled";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  by: ActorRole;
  reason?: string | null;
  /**
   * who had it, where somebody had
   */
  driverId?: null | DriverId;
  token?: number | null;
}
/**
 * The order exists.
 */
export interface OrderOpened {
  type: "OrderOpened";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  customerId: CustomerId;
  kind: Kind;
  pickup: Place;
  dropoff: Place;
  note?: string | null;
  placedAt: string;
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
 * A driver is looked for.
 */
export interface SearchStarted {
  type: "SearchStarted";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  /**
   * 1 for the first search, one more for each that starts again
   */
  search: number;
  /**
   * when it is given up, an open offer aside
   */
  deadline: string;
}
/**
 * Nobody was in reach; the search waits.
 */
export interface SearchWaiting {
  type: "SearchWaiting";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  /**
   * how often this search has found nobody, from 1
   */
  attempt: number;
  /**
   * how far it looked, in metres
   */
  radiusM: number;
  nextAt: string;
}
/**
 * A driver is asked, and held meanwhile.
 */
export interface OfferMade {
  type: "OfferMade";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  offerId: OfferId;
  driverId: DriverId;
  assignmentId: AssignmentId;
  /**
   * the driver's fencing token of this claim
   */
  token: number;
  distanceM: number;
  etaS: number;
  /**
   * until when the driver's client has to confirm
   */
  receiptBy: string;
  /**
   * the latest possible end
   */
  expiresAt: string;
  policy: Policy;
  /**
   * among whom, nearest first
   */
  candidates: Candidate[];
}
/**
 * how the driver was chosen
 */
export interface Policy {
  /**
   * nearest, greedy or batch
   */
  name: string;
  /**
   * what the choice depended on besides the candidates, each in the unit that its name ends in
   */
  parameters: {
    [k: string]: number;
  };
}
/**
 * A driver who could take an order, and what that would cost.
 */
export interface Candidate {
  driverId: DriverId;
  /**
   * metres from the driver to the pickup, as the crow flies
   */
  distanceM: number;
  /**
   * seconds that the driver needs to the pickup
   */
  etaS: number;
  /**
   * how that was found; absent in records of a time when it was not said
   */
  by?: null | By;
}
/**
 * The driver's client has the offer.
 */
export interface OfferConfirmed {
  type: "OfferConfirmed";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  offerId: OfferId;
  /**
   * the exact end of the answer window
   */
  expiresAt: string;
}
/**
 * The driver has the order.
 */
export interface OrderAccepted {
  type: "OrderAccepted";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  offerId: OfferId;
  driverId: DriverId;
  token: number;
  /**
   * seconds that the driver was expected to need to the pickup, when asked
   */
  etaS: number;
}
/**
 * The driver is about to reach the pickup.
 */
export interface OrderArriving {
  type: "OrderArriving";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  driverId: DriverId;
  etaS: number;
}
/**
 * The driver is at the pickup.
 */
export interface OrderArrived {
  type: "OrderArrived";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  driverId: DriverId;
}
/**
 * The driver has the goods or the passenger.
 */
export interface OrderPickedUp {
  type: "OrderPickedUp";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  driverId: DriverId;
}
/**
 * The search was given up.
 */
export interface NoDriverFound {
  type: "NoDriverFound";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  /**
   * how many drivers were asked
   */
  offers: number;
}
/**
 * The driver has gone silent with the goods: an operator has to look.
 */
export interface DriverWentSilent {
  type: "DriverWentSilent";
  orderId: OrderId;
  version: number;
  at: string;
  cause: FactId;
  actor: Actor;
  driverId: DriverId;
}

import type { Kind, LatLng, OrderState } from "@/generated/server-message";

/** A part of the map, in degrees. */
export interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}

export interface Watch {
  type: "WATCH";
  bbox: Box;
  zoom: number;
}

export interface Unwatch {
  type: "UNWATCH";
}

export type DriverState = "AVAILABLE" | "OFFERED" | "BUSY";

export interface CityDriver {
  driverId: string;
  lat: number;
  lng: number;
  state: DriverState;
  /** whole degrees clockwise from north */
  heading?: number;
  at: string;
}

export interface CityOrder {
  orderId: string;
  version: number;
  status: OrderState;
  kind: Kind;
  pickup: LatLng;
  dropoff: LatLng;
  placedAt: string;
  driverId?: string;
}

/** What an operator who watches a part of the city is told of it. */
export interface City {
  type: "CITY";
  at: string;
  /** what was known of the city is to be forgotten; more parts may follow */
  anew?: boolean;
  drivers: CityDriver[];
  orders: CityOrder[];
  /** drivers who have left the box, their shift or the line */
  gone?: string[];
}

import type { City, CityDriver, CityOrder, DriverState } from "@/generated/server-message";
import { isOver, stageOf } from "@/orders/stages";
import { type Figures, noFigures, observe, sample } from "./figures";

/** What an operator was told of the part of the city that is watched. */
export interface CityState {
  /** whether anything has been told since the watch began */
  told: boolean;
  /** when the last message was true, and when the last one that began anew was */
  at: number;
  anewAt: number;
  drivers: ReadonlyMap<string, CityDriver>;
  orders: ReadonlyMap<string, CityOrder>;
  /** whether the whole city is watched, now and from the next beginning on */
  whole: boolean;
  nextWhole: boolean;
  figures: Figures;
}

export const noCity: CityState = {
  told: false,
  at: 0,
  anewAt: 0,
  drivers: new Map(),
  orders: new Map(),
  whole: false,
  nextWhole: false,
  figures: noFigures,
};

/** Parts that follow a beginning have come by then. */
export const PARTS_MS = 1500;

export function tellCity(city: CityState, message: City): CityState {
  const at = Date.parse(message.at);
  const anew = message.anew ?? false;
  const whole = anew ? city.nextWhole : city.whole;
  const next: CityState = {
    ...city,
    told: city.told || anew,
    at,
    anewAt: anew ? at : city.anewAt,
    whole,
    drivers: driversAfter(anew ? new Map() : city.drivers, message),
    orders: ordersAfter(anew ? new Map() : city.orders, message),
  };
  if (!whole) return next;
  const observed = message.orders.reduce(
    (figures, order) => observe(figures, city.orders.get(order.orderId), order, at),
    { ...city.figures, since: Math.min(city.figures.since, at) },
  );
  const figures =
    at - next.anewAt < PARTS_MS
      ? observed
      : sample(observed, at, () => ({
          ...countDrivers(next.drivers.values()),
          ...countOrders(next.orders.values()),
        }));
  return { ...next, figures };
}

function driversAfter(known: CityState["drivers"], { drivers, gone = [] }: City) {
  const next = new Map(known);
  for (const id of gone) next.delete(id);
  for (const driver of drivers) {
    const before = next.get(driver.driverId);
    if (!before || Date.parse(before.at) <= Date.parse(driver.at))
      next.set(driver.driverId, driver);
  }
  return next;
}

function ordersAfter(known: CityState["orders"], { orders }: City) {
  if (orders.length === 0 && known.size > 0) return known;
  const next = new Map(known);
  for (const order of orders) {
    const before = next.get(order.orderId);
    if (before && before.version > order.version) continue;
    if (isOver(order.status)) next.delete(order.orderId);
    else next.set(order.orderId, order);
  }
  return next;
}

export function countDrivers(drivers: Iterable<CityDriver>): Record<DriverState, number> {
  const counts = { AVAILABLE: 0, OFFERED: 0, BUSY: 0 };
  for (const { state } of drivers) counts[state]++;
  return counts;
}

/** The orders under way by what is waited for. */
export function countOrders(orders: Iterable<CityOrder>) {
  const counts = { search: 0, pickup: 0, trip: 0 };
  for (const { status } of orders) {
    const stage = stageOf(status);
    if (stage in counts) counts[stage as keyof typeof counts]++;
  }
  return counts;
}

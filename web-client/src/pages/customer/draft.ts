import type { Kind, LatLng, OrderView, Place } from "@/generated/server-message";
import { turned } from "@/map/geometry";
import { texts } from "@/texts";
import type { NamedPlace, PlaceOrder } from "./requests";

/** A place as somebody chose it; one without an address was pointed at. */
export interface Spot extends LatLng {
  label: string;
  address?: string;
}

/** An order that is not placed yet. */
export interface Draft {
  pickup: Spot | null;
  dropoff: Spot | null;
  kind: Kind;
  note: string;
}

export const blank: Draft = { pickup: null, dropoff: null, kind: "DELIVERY", note: "" };

export const pinned = (at: LatLng, label: string = texts.order.pinned): Spot => ({
  lat: round(at.lat),
  lng: round(turned(at.lng)),
  label,
});

export const named = ({ lat, lng, name, detail }: NamedPlace): Spot => ({
  lat,
  lng,
  label: name,
  address: detail ? `${name}, ${detail}` : name,
});

/** The same again, to be changed or placed. */
export const again = ({ pickup, dropoff, kind, note }: OrderView): Draft => ({
  pickup: spotOf(pickup),
  dropoff: spotOf(dropoff),
  kind,
  note: note ?? "",
});

const spotOf = ({ lat, lng, address }: Place): Spot =>
  address ? { lat, lng, label: address, address } : pinned({ lat, lng });

/** What is sent; null while an end is missing. */
export function toPlace({ pickup, dropoff, kind, note }: Draft): PlaceOrder | null {
  if (!pickup || !dropoff) return null;
  const end = ({ lat, lng, address }: Spot) => ({ lat, lng, address });
  return { pickup: end(pickup), dropoff: end(dropoff), kind, note: note.trim() || undefined };
}

/** Six decimals are a hand's breadth. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

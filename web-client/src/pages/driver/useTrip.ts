import { useQuery } from "@tanstack/react-query";
import type { LatLng } from "@/generated/server-message";
import { quoteOf } from "@/orders/requests";

/** The way from the pickup to the drop-off, once it is known. */
export function useTrip(pickup: LatLng | undefined, dropoff: LatLng | undefined) {
  const trip = useQuery({
    ...quoteOf(pickup ?? null, dropoff ?? null),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: undefined,
  });
  return trip.data;
}

import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
} from "@tanstack/react-query";
import { answer, api, authorisedFetch } from "@/api/client";
import { Problem } from "@/api/problem";
import type { components } from "@/generated/api";
import type { LatLng } from "@/generated/server-message";
import { pointOf } from "@/map/geometry";

export type PlaceOrder = components["schemas"]["PlaceOrder"];

const PAGE = 20;
const NEARBY_M = 3000;

/** Who is free around a place, roughly. */
export const nearby = (place: LatLng | null) => {
  const at = place && pointOf(place);
  return queryOptions({
    queryKey: ["nearby", at],
    queryFn: at
      ? ({ signal }) => {
          const query = { ...at, radius: NEARBY_M, limit: 50 };
          return answer(api.GET("/drivers/nearby", { params: { query }, signal }));
        }
      : skipToken,
    placeholderData: keepPreviousData,
    refetchInterval: 8_000,
  });
};

export const orders = () =>
  infiniteQueryOptions({
    queryKey: ["orders"],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/orders", { params: { query: { limit: PAGE, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export const placeOrder = (order: PlaceOrder, key: string) =>
  answer(api.POST("/orders", { params: { header: { "Idempotency-Key": key } }, body: order }));

export interface NamedPlace extends LatLng {
  name: string;
  detail?: string;
}

/** Places of the loaded map by name, the near ones first; null where none can be looked up. */
export const places = (query: string, near: LatLng | undefined) =>
  queryOptions({
    queryKey: ["places", query, near],
    queryFn: async ({ signal }): Promise<NamedPlace[] | null> => {
      const search = new URLSearchParams({ q: query });
      if (near) {
        search.set("lat", String(near.lat));
        search.set("lng", String(near.lng));
      }
      const url = new URL(`/places?${search}`, location.origin);
      const response = await authorisedFetch(new Request(url, { signal }));
      if (response.status === 404) return null;
      if (!response.ok) throw await Problem.of(response);
      return ((await response.json()) as { places: NamedPlace[] }).places;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

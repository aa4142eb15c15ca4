import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
} from "@tanstack/react-query";
import { answer, api, authorisedFetch } from "@/api/client";
import { Problem } from "@/api/problem";
import type { components } from "@/generated/api";
import type { OrderEvent } from "@/generated/order-event";
import type { Kind, LatLng } from "@/generated/server-message";

export type PlaceOrder = components["schemas"]["PlaceOrder"];

const PAGE = 20;
const NEARBY_M = 3000;

/** What an order along a way would be like; nothing is asked while an end of it is missing. */
export const quoteOf = (from: LatLng | null, to: LatLng | null, kind?: Kind) => {
  const body = from && to && { pickup: pointOf(from), dropoff: pointOf(to), kind };
  return queryOptions({
    queryKey: ["quote", body],
    queryFn: body ? ({ signal }) => answer(api.POST("/quotes", { body, signal })) : skipToken,
    placeholderData: keepPreviousData,
  });
};

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

/** The server takes nothing that it does not know. */
const pointOf = ({ lat, lng }: LatLng): LatLng => ({ lat, lng });

export const order = (id: string) =>
  queryOptions({
    queryKey: ["order", id],
    queryFn: ({ signal }) => answer(api.GET("/orders/{id}", { params: { path: { id } }, signal })),
  });

export const orders = () =>
  infiniteQueryOptions({
    queryKey: ["orders"],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/orders", { params: { query: { limit: PAGE, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** What happened to an order; asked anew for each version of it. */
export const timeline = (id: string, version: number) =>
  queryOptions({
    queryKey: ["timeline", id, version],
    queryFn: async ({ signal }) => {
      const path = { id };
      const events = await answer(api.GET("/orders/{id}/events", { params: { path }, signal }));
      return events as unknown as OrderEvent[];
    },
    placeholderData: keepPreviousData,
  });

export const placeOrder = (order: PlaceOrder, key: string) =>
  answer(api.POST("/orders", { params: { header: { "Idempotency-Key": key } }, body: order }));

export const cancelOrder = (id: string, reason: string) =>
  answer(api.POST("/orders/{id}/cancel", { params: { path: { id } }, body: { reason } }));

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

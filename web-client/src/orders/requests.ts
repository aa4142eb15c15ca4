import { keepPreviousData, queryOptions, skipToken } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { OrderEvent } from "@/generated/order-event";
import type { Kind, LatLng } from "@/generated/server-message";
import { pointOf } from "@/map/geometry";

/** What an order along a way would be like; nothing is asked while an end of it is missing. */
export const quoteOf = (from: LatLng | null, to: LatLng | null, kind?: Kind) => {
  const body = from && to && { pickup: pointOf(from), dropoff: pointOf(to), kind };
  return queryOptions({
    queryKey: ["quote", body],
    queryFn: body ? ({ signal }) => answer(api.POST("/quotes", { body, signal })) : skipToken,
    placeholderData: keepPreviousData,
  });
};

export const order = (id: string) =>
  queryOptions({
    queryKey: ["order", id],
    queryFn: ({ signal }) => answer(api.GET("/orders/{id}", { params: { path: { id } }, signal })),
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

export const cancelOrder = (id: string, reason: string) =>
  answer(api.POST("/orders/{id}/cancel", { params: { path: { id } }, body: { reason } }));

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Problem } from "@/api/problem";
import { serverNow, useLive, useServerNow } from "@/live/hooks";
import { openOffer, unconfirmed } from "@/live/offers";
import type { LiveOffer, LiveOrder } from "@/live/state";
import { live } from "@/live/store";
import { order } from "@/orders/requests";
import { me } from "./requests";
import { currentOrder } from "./work";

/** The offer that waits for an answer. */
export function useOpenOffer(): LiveOffer | undefined {
  const offers = useLive((state) => state.offers);
  return openOffer({ offers }, useServerNow(500));
}

/** Confirms each offer as soon as it is there, and again on a new connection. */
export function useReceipts(): void {
  const isOpen = useLive((state) => state.connection) === "OPEN";
  const offers = useLive((state) => state.offers);
  const sent = useRef(new Set<string>());
  useEffect(() => {
    if (!isOpen) {
      sent.current.clear();
      return;
    }
    for (const offerId of unconfirmed({ offers })) {
      if (sent.current.has(offerId)) continue;
      live.tell({ type: "OFFER_RECEIVED", offerId });
      sent.current.add(offerId);
    }
  }, [isOpen, offers]);
}

/** The order under way; one that a snapshot left out is looked up. */
export function useCurrentOrder(): LiveOrder | undefined {
  const current = useLive(currentOrder);
  const id = current?.view.orderId ?? "";
  const looked = useQuery({
    ...order(id),
    enabled: current?.doubtful === true,
    staleTime: 0,
    gcTime: 0,
  });
  const { data, error, dataUpdatedAt, errorUpdatedAt } = looked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer counts, also the same again
  useEffect(() => {
    if (data) live.dispatch({ type: "LOOKED_UP", orderId: id, view: data, at: serverNow() });
    else if (error instanceof Problem && error.status === 404)
      live.dispatch({ type: "LOOKED_UP", orderId: id, view: null, at: serverNow() });
  }, [dataUpdatedAt, errorUpdatedAt]);
  return current;
}

/** The shift may have been ended elsewhere while the connection was away. */
export function useFreshShift(): void {
  const isOpen = useLive((state) => state.connection) === "OPEN";
  const queries = useQueryClient();
  useEffect(() => {
    if (isOpen) void queries.invalidateQueries({ queryKey: me.queryKey });
  }, [isOpen, queries]);
}

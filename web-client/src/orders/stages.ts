import type { OrderState, OrderView } from "@/generated/server-message";

/** The parts of an order's life as its customer lives them. */
export type Stage = "search" | "pickup" | "trip" | "done" | "failed";

const STAGES: Record<OrderState, Stage> = {
  PLACED: "search",
  SEARCHING: "search",
  OFFERED: "search",
  ACCEPTED: "pickup",
  ARRIVING: "pickup",
  ARRIVED: "pickup",
  PICKED_UP: "trip",
  DELIVERED: "done",
  CANCELLED: "failed",
  NO_DRIVER_FOUND: "failed",
};

export const stageOf = (state: OrderState): Stage => STAGES[state];

export const isOver = (state: OrderState): boolean => {
  const stage = stageOf(state);
  return stage === "done" || stage === "failed";
};

export const canCancel = (state: OrderState): boolean => {
  const stage = stageOf(state);
  return stage === "search" || stage === "pickup";
};

/** Of what the socket and what HTTP said about one order, what is later. */
export function newest(one?: OrderView, other?: OrderView): OrderView | undefined {
  if (!one || !other) return one ?? other;
  return one.version >= other.version ? one : other;
}

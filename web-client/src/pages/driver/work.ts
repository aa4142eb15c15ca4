import type { LiveOrder, LiveState } from "@/live/state";
import { isOver } from "@/orders/stages";

const byAge = (one: LiveOrder, other: LiveOrder) =>
  one.view.placedAt.localeCompare(other.view.placedAt);

/** The order that this driver is at. */
export function currentOrder({ orders }: LiveState): LiveOrder | undefined {
  return Object.values(orders)
    .filter(({ view }) => !isOver(view.status))
    .sort(byAge)[0];
}

/** The order that ended last, for this driver at least. */
export function lastOrder({ orders }: LiveState): LiveOrder | undefined {
  return Object.values(orders)
    .filter(({ view }) => isOver(view.status))
    .sort((one, other) => ended(one).localeCompare(ended(other)))
    .at(-1);
}

const ended = ({ view }: LiveOrder) => view.endedAt ?? view.placedAt;

import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useLive } from "@/live/hooks";
import type { LiveState } from "@/live/state";
import { placeName } from "@/orders/ends";
import { isOver } from "@/orders/stages";
import { texts } from "@/texts";

/** The orders that are under way, each with its way to it. */
export function RunningOrders() {
  const orders = useLive((state: LiveState) => state.orders);
  const running = Object.values(orders)
    .map(({ view }) => view)
    .filter(({ status }) => !isOver(status))
    .sort((one, other) => other.placedAt.localeCompare(one.placedAt));
  if (running.length === 0) return null;
  return (
    <section aria-label={texts.order.running} className="grid gap-2">
      <h2 className="font-medium text-muted-foreground text-sm">{texts.order.running}</h2>
      <ul className="grid gap-2">
        {running.map((order) => (
          <li key={order.orderId}>
            <Link
              to="/orders/$id"
              params={{ id: order.orderId }}
              className="flex items-center gap-3 rounded-2xl bg-primary-soft px-4 py-3 transition-transform active:scale-[0.99]"
            >
              <span aria-hidden className="relative grid size-3 place-items-center">
                <span className="absolute size-3 animate-beacon rounded-full bg-primary" />
                <span className="size-2.5 rounded-full bg-primary" />
              </span>
              <span className="grid min-w-0 flex-1">
                <span className="font-semibold text-sm">{texts.follow.headline[order.status]}</span>
                <span className="truncate text-muted-foreground text-xs">
                  {placeName(order.dropoff)}
                </span>
              </span>
              <ChevronRight aria-hidden className="size-4 text-muted-foreground" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

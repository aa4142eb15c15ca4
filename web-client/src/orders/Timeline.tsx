import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { OrderEvent } from "@/generated/order-event";
import type { OrderView } from "@/generated/server-message";
import { distance, exactTime, readable, texts } from "@/texts";
import { cn } from "@/ui/cn";
import { Skeleton } from "@/ui/skeleton";
import { timeline } from "./requests";

/** All that happened to an order, for whoever wants to know. */
export function Timeline({ view }: { view: OrderView }) {
  const [open, setOpen] = useState(false);
  const events = useQuery({ ...timeline(view.orderId, view.version), enabled: open });
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group border-t pt-4"
    >
      <summary className="-mx-2 flex cursor-pointer list-none items-center justify-between rounded-lg px-2 py-1 font-medium text-sm hover:bg-muted [&::-webkit-details-marker]:hidden">
        {texts.follow.timeline}
        <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      {events.data ? (
        <TimelineList events={events.data} />
      ) : (
        <div className="grid gap-3 pt-4">
          {events.error ? (
            <p className="text-muted-foreground text-sm">{readable(events.error)}</p>
          ) : (
            [0, 1, 2].map((i) => <Skeleton key={i} className="w-full" />)
          )}
        </div>
      )}
    </details>
  );
}

/** What happened, line by line. */
export function TimelineList({ events }: { events: readonly OrderEvent[] }) {
  return (
    <ol className="grid pt-3">
      {lines(events).map(({ version, at, text, times }, i, { length }) => (
        <li key={version} className="flex gap-3.5">
          <span aria-hidden className="grid w-3 grid-rows-[auto_1fr] justify-items-center">
            <span
              className={cn(
                "mt-1.5 size-2 rounded-full",
                i === length - 1 ? "bg-primary" : "bg-input/60",
              )}
            />
            {i < length - 1 && <span className="my-1 w-px bg-border" />}
          </span>
          <span className="flex flex-1 justify-between gap-3 pb-3 text-sm">
            {times > 1 ? texts.event.repeated(text, times) : text}
            <time dateTime={at} className="shrink-0 text-muted-foreground text-xs tabular">
              {exactTime(at)}
            </time>
          </span>
        </li>
      ))}
    </ol>
  );
}

interface Line {
  version: number;
  at: string;
  text: string;
  times: number;
}

/** The events that mean something to a person, in words; what comes again at once is counted. */
function lines(events: readonly OrderEvent[]): Line[] {
  const all: Line[] = [];
  for (const event of events) {
    const text = say(event);
    const last = all.at(-1);
    if (text && last?.text === text) last.times++;
    else if (text) all.push({ version: event.version, at: event.at, text, times: 1 });
  }
  return all;
}

function say(event: OrderEvent): string | null {
  switch (event.type) {
    case "SearchStarted":
      return event.search > 1 ? texts.event.searchRestarted : texts.event.SearchStarted;
    case "SearchWaiting":
      return texts.event.SearchWaiting(distance(event.radiusM));
    case "OfferMade":
      return texts.event.OfferMade(distance(event.distanceM));
    case "OfferConfirmed":
      return null;
    case "OfferClosed":
      return event.end in texts.event.OfferClosed
        ? texts.event.OfferClosed[event.end as keyof typeof texts.event.OfferClosed]
        : null;
    case "OrderCancelled":
      return texts.event.OrderCancelled(texts.actor[event.actor.role]);
    default:
      return texts.event[event.type];
  }
}

import type { OrderView, Place } from "@/generated/server-message";
import { texts } from "@/texts";
import { type End, EndSign, placeName } from "./ends";

/** What was ordered: from where to where, and the note. */
export function Details({ view }: { view: OrderView }) {
  return (
    <section aria-label={texts.follow.details} className="grid gap-4">
      <dl className="relative grid gap-3.5">
        <span
          aria-hidden
          className="absolute top-6 bottom-6 left-[5px] border-foreground/25 border-l-2 border-dotted"
        />
        <Row end="pickup" place={view.pickup} />
        <Row end="dropoff" place={view.dropoff} />
      </dl>
      {view.note && (
        <p className="wrap-anywhere rounded-2xl bg-muted px-4 py-3 text-sm">
          <span className="sr-only">{texts.follow.note}: </span>
          {view.note}
        </p>
      )}
    </section>
  );
}

function Row({ end, place }: { end: End; place: Place }) {
  return (
    <div className="flex items-center gap-3.5">
      <EndSign end={end} className="relative" />
      <div className="grid min-w-0">
        <dt className="text-muted-foreground text-xs">{texts.order[end]}</dt>
        <dd className="truncate text-[0.9375rem]">{placeName(place)}</dd>
      </div>
    </div>
  );
}

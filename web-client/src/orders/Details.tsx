import type { OrderView, Place } from "@/generated/server-message";
import { texts } from "@/texts";
import { type End, EndSign, placeName } from "./ends";

/** What was ordered: from where to where, and the note. */
export function Details({ view }: { view: OrderView }) {
  return (
    <section aria-label={texts.follow.details} className="grid gap-4">
      <dl className="relative grid gap-3.5 before:absolute before:top-6 before:bottom-6 before:left-[5px] before:border-foreground/25 before:border-l-2 before:border-dotted">
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
    <div className="relative grid min-w-0 pl-6.5">
      <dt className="text-muted-foreground text-xs">
        <EndSign end={end} className="absolute inset-y-0 left-0 my-auto" />
        {texts.order[end]}
      </dt>
      <dd className="wrap-anywhere text-[0.9375rem] leading-snug">{placeName(place)}</dd>
    </div>
  );
}

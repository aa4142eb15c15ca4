import type { ReactNode } from "react";
import type { components } from "@/generated/api";
import { distance, minutes, readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";

interface Props {
  quote?: components["schemas"]["Quote"];
  error: Error | null;
  onRetry: () => void;
}

/** What an order would be like that was placed now. */
export function QuoteCard({ quote, error, onRetry }: Props) {
  if (error && !quote) {
    return (
      <div className="flex items-center justify-between gap-3 rounded-2xl bg-muted px-4 py-3">
        <p className="text-sm">{readable(error)}</p>
        <Button variant="outline" size="sm" onClick={onRetry}>
          {texts.retry}
        </Button>
      </div>
    );
  }
  const isFree = quote?.etaS !== undefined;
  return (
    <section aria-label={texts.order.quote} className="grid gap-3">
      <dl className="grid grid-cols-3 divide-x rounded-2xl bg-muted py-3">
        <Figure name={texts.order.pickupIn}>
          {quote && (isFree ? minutes(quote.etaS!) : "–")}
        </Figure>
        <Figure name={texts.order.trip}>{quote && minutes(quote.durationS)}</Figure>
        <Figure name={texts.order.distance}>{quote && distance(quote.distanceM)}</Figure>
      </dl>
      {quote && !isFree && (
        <p className="text-muted-foreground text-sm">{texts.order.noneInReach}</p>
      )}
    </section>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5 px-4">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="h-6 font-semibold text-lg leading-6 tabular">
        {children ?? <Skeleton className="mt-1 w-14 bg-border" />}
      </dd>
    </div>
  );
}

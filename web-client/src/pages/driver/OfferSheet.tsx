import { Flag, MapPin } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { v4 as uuid } from "uuid";
import { Unanswered } from "@/live/connection";
import type { LiveOffer } from "@/live/state";
import { live as store } from "@/live/store";
import { Panel, PanelBody, PanelFooter } from "@/map/Panel";
import { distance, minutes, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { CountdownRing } from "./CountdownRing";
import { useTrip } from "./useTrip";

/** An order that this driver may have. */
export function OfferSheet({ live }: { live: LiveOffer }) {
  const { offerId, kind, pickup, dropoff, distanceM, etaS } = live.offer;
  const trip = useTrip(pickup, dropoff);
  const isTaking = live.answer?.accept === true;
  useAnswerKeys((accept) => !isTaking && answer(offerId, accept));
  return (
    <Panel label={texts.offer.title}>
      <PanelBody className="grid gap-4">
        <div className="flex items-center justify-between gap-4">
          <div className="grid gap-0.5">
            <h1 className="font-bold text-2xl leading-tight">{texts.offer.title}</h1>
            <p role="alert" className="text-muted-foreground text-sm">
              {texts.offer.summary(texts.offer.kind[kind], distance(distanceM), minutes(etaS))}
            </p>
          </div>
          <CountdownRing live={live} />
        </div>
        <dl className="grid grid-cols-2 divide-x rounded-2xl bg-muted py-3">
          <Leg icon={MapPin} name={texts.offer.toPickup}>
            {minutes(etaS)} · {distance(distanceM)}
          </Leg>
          <Leg icon={Flag} name={texts.offer.trip}>
            {trip && `${minutes(trip.durationS)} · ${distance(trip.distanceM)}`}
          </Leg>
        </dl>
        <p className="text-muted-foreground text-xs">{texts.offer.coarse}</p>
      </PanelBody>
      <PanelFooter>
        <div className="grid grid-cols-[1fr_2fr] gap-2">
          <Button
            variant="secondary"
            size="xl"
            disabled={isTaking}
            aria-keyshortcuts="D"
            onClick={() => answer(offerId, false)}
          >
            {texts.offer.decline}
            <Key>D</Key>
          </Button>
          <Button
            size="xl"
            busy={isTaking}
            aria-keyshortcuts="Enter A"
            onClick={() => !isTaking && answer(offerId, true)}
          >
            {texts.offer.accept}
            <Key>A</Key>
          </Button>
        </div>
      </PanelFooter>
    </Panel>
  );
}

function Leg({
  icon: Icon,
  name,
  children,
}: {
  icon: typeof MapPin;
  name: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-0.5 px-4">
      <dt className="flex items-center gap-1.5 text-muted-foreground text-xs">
        <Icon aria-hidden className="size-3.5" />
        {name}
      </dt>
      <dd className="h-6 font-semibold leading-6 tabular">
        {children || <Skeleton className="mt-1 w-24 bg-border" />}
      </dd>
    </div>
  );
}

/** A key that does the same, where there is likely to be a keyboard. */
function Key({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden
      className="hidden rounded-md border border-current/30 px-1.5 font-sans text-xs leading-5 opacity-70 md:inline"
    >
      {children}
    </kbd>
  );
}

async function answer(offerId: string, accept: boolean): Promise<void> {
  const ref = uuid();
  store.dispatch({ type: "ANSWERED", offerId, accept, ref });
  try {
    await store.socket.ask({ type: accept ? "ACCEPT_OFFER" : "DECLINE_OFFER", offerId }, ref);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    store.dispatch({ type: "UNANSWERED", ref });
    toast(texts.drive.unanswered, "bad");
  }
}

/** Enter or A takes the offer, D does not; keys that are meant for something else are let be. */
function useAnswerKeys(onAnswer: (accept: boolean) => void): void {
  const answered = useEffectEvent(onAnswer);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      if (target.closest("input, textarea, select, [role=dialog], [role=menu]")) return;
      const key = event.key.toLowerCase();
      const isFree = !target.closest("button, a, [tabindex]:not(main)");
      if (key === "a" || (key === "enter" && isFree)) answered(true);
      else if (key === "d") answered(false);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

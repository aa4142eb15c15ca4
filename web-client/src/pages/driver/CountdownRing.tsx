import { useServerNow } from "@/live/hooks";
import { countdown } from "@/live/offers";
import type { LiveOffer } from "@/live/state";
import { texts } from "@/texts";
import { cn } from "@/ui/cn";

const TICK_MS = 200;
const RADIUS = 27;
const ROUND = 2 * Math.PI * RADIUS;
const HURRY_S = 5;

/** How long there is to answer. */
export function CountdownRing({ live }: { live: LiveOffer }) {
  const { leftS, share } = countdown(live, useServerNow(TICK_MS));
  return (
    <div role="timer" aria-label={texts.offer.left(leftS)} className="relative size-16 shrink-0">
      <svg aria-hidden="true" viewBox="0 0 64 64" className="-rotate-90 size-16">
        <circle cx="32" cy="32" r={RADIUS} className="fill-none stroke-[6] stroke-muted" />
        <circle
          cx="32"
          cy="32"
          r={RADIUS}
          strokeLinecap="round"
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - share)}
          className={cn(
            "fill-none stroke-[6] transition-[stroke-dashoffset] duration-200 ease-linear",
            leftS <= HURRY_S ? "stroke-destructive" : "stroke-primary",
          )}
        />
      </svg>
      <span
        aria-hidden
        className="absolute inset-0 grid place-items-center font-bold text-xl tabular"
      >
        {leftS}
      </span>
    </div>
  );
}

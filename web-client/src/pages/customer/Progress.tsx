import type { OrderState } from "@/generated/server-message";
import { stageOf } from "@/orders/stages";
import { texts } from "@/texts";
import { cn } from "@/ui/cn";

const STEPS = ["search", "pickup", "trip", "done"] as const;

/** How far an order is, in four steps. */
export function Progress({ status }: { status: OrderState }) {
  const stage = stageOf(status);
  if (stage === "failed") return null;
  const current = STEPS.indexOf(stage);
  return (
    <ol aria-label={texts.follow.progress} className="grid grid-cols-4 gap-1.5">
      {STEPS.map((step, i) => (
        <li
          key={step}
          aria-current={i === current ? "step" : undefined}
          className="relative h-1.5 overflow-hidden rounded-full bg-muted"
        >
          <span className="sr-only">{texts.follow.stages[i]}</span>
          <span
            aria-hidden
            className={cn(
              "absolute inset-0 origin-left rounded-full bg-primary transition-transform duration-700 ease-glide",
              i < current || stage === "done" ? "scale-x-100" : "scale-x-0",
            )}
          />
          {i === current && stage !== "done" && (
            <span aria-hidden className="absolute inset-0 bg-primary-soft">
              <span className="block h-full w-1/3 animate-sweep rounded-full bg-primary" />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

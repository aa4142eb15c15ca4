import { Check, type LucideIcon, Undo2, X } from "lucide-react";
import { useState } from "react";
import type { OrderView } from "@/generated/server-message";
import { useLive } from "@/live/hooks";
import { placeName } from "@/orders/ends";
import { clockTime, texts } from "@/texts";
import { cn } from "@/ui/cn";
import { lastOrder } from "./work";

/** What became of the last order, until it is put away. */
export function LastOrder() {
  const last = useLive(lastOrder);
  const [seen, setSeen] = useState<string>();
  if (!last || last.view.orderId === seen) return null;
  const { view } = last;
  const isDone = view.status === "DELIVERED";
  const Icon: LucideIcon = isDone ? Check : view.by === "SYSTEM" ? Undo2 : X;
  return (
    <section
      aria-label={texts.drive.last}
      className={cn(
        "flex animate-enter items-center gap-3.5 rounded-2xl px-4 py-3",
        isDone ? "bg-success-soft text-success" : "bg-muted",
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <div role="status" className="grid min-w-0 flex-1">
        <p className="font-semibold text-sm">{what(view)}</p>
        <p className={cn("truncate text-xs", !isDone && "text-muted-foreground")}>
          {placeName(view.dropoff)}
          {view.endedAt && ` · ${clockTime(view.endedAt)}`}
        </p>
      </div>
      <button
        type="button"
        aria-label={texts.close}
        onClick={() => setSeen(view.orderId)}
        className="-mr-2 grid size-9 place-items-center rounded-full hover:bg-card/60"
      >
        <X aria-hidden className="size-4" />
      </button>
    </section>
  );
}

function what({ status, by, reason }: OrderView): string {
  if (status === "DELIVERED") return texts.drive.ended.delivered;
  if (by === "SYSTEM") return texts.drive.ended.released;
  return texts.drive.ended.cancelled(texts.actor[by ?? "SYSTEM"], reason);
}

import type { OrderState } from "@/generated/server-message";
import { texts } from "@/texts";
import { cn } from "@/ui/cn";
import { stageOf } from "./stages";

/** Where an order stands, where there is little room. */
export function StatusBadge({ status, className }: { status: OrderState; className?: string }) {
  const stage = stageOf(status);
  return (
    <span
      className={cn(
        "shrink-0 rounded-full px-2.5 py-1 font-medium text-xs",
        stage === "done" && "bg-success-soft text-success",
        stage === "failed" && "bg-muted text-muted-foreground",
        stage !== "done" && stage !== "failed" && "bg-primary-soft text-foreground",
        className,
      )}
    >
      {texts.state[status]}
    </span>
  );
}

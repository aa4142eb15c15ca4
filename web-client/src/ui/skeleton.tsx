import { cn } from "./cn";

/** Holds the place of what is still on its way. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cn("block h-4 animate-skeleton rounded-md bg-muted", className)} />
  );
}

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Skeleton } from "@/ui/skeleton";
import { health } from "./requests";

/** How the service is, and what it needs. */
export function HealthCard() {
  const asked = useQuery(health);
  const parts = Object.entries(asked.data?.components ?? {});
  return (
    <section aria-label={texts.health.title} className="grid gap-3 rounded-2xl border bg-card p-4">
      <div className="flex items-center justify-between gap-4">
        <h2 className="font-semibold">{texts.health.title}</h2>
        <div className="flex items-center gap-2">
          <p role="status" className="text-muted-foreground text-sm">
            {asked.data && !asked.error && (
              <Status status={asked.data.status} name={texts.health.all(asked.data.status)} />
            )}
          </p>
          <Button
            variant="ghost"
            size="icon"
            aria-label={texts.health.again}
            onClick={() => asked.refetch()}
          >
            <RefreshCw aria-hidden />
          </Button>
        </div>
      </div>
      {asked.error ? (
        <p className="rounded-xl bg-destructive-soft px-4 py-3 text-destructive text-sm">
          {readable(asked.error)}
        </p>
      ) : asked.data ? (
        parts.length > 0 && (
          <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
            {parts.map(([name, { status }]) => (
              <li key={name} className="rounded-xl bg-muted px-3 py-2.5 text-sm">
                <Status status={status} name={name} />
              </li>
            ))}
          </ul>
        )
      ) : (
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
          {[0, 1, 2, 3, 4].map((i) => (
            <Skeleton key={i} className="h-10 w-full rounded-xl" />
          ))}
        </div>
      )}
    </section>
  );
}

function Status({ status, name }: { status: string; name: string }) {
  const isUp = status === "UP";
  return (
    <span className="flex items-center gap-2">
      <span
        aria-hidden
        className={cn("size-2.5 shrink-0 rounded-full", isUp ? "bg-success" : "bg-destructive")}
      />
      <span className="truncate">{name}</span>
      <span className={cn(isUp ? "sr-only" : "font-semibold text-destructive")}>{status}</span>
    </span>
  );
}

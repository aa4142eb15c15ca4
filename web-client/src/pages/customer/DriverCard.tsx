import type { Driver } from "@/generated/server-message";
import { texts } from "@/texts";

/** Who comes, and in what. */
export function DriverCard({ driver }: { driver: Driver }) {
  const name = driver.name ?? texts.follow.nameless;
  return (
    <section
      aria-label={texts.follow.driver}
      className="flex animate-enter items-center gap-3.5 rounded-2xl bg-muted px-4 py-3.5"
    >
      <span
        aria-hidden
        className="grid size-12 shrink-0 place-items-center rounded-full bg-primary font-bold text-lg text-primary-foreground"
      >
        {name.charAt(0).toUpperCase()}
      </span>
      <div className="grid min-w-0 flex-1">
        <p className="truncate font-semibold">{name}</p>
        {driver.vehicle && (
          <p className="truncate text-muted-foreground text-sm">{driver.vehicle}</p>
        )}
      </div>
      {driver.plate && (
        <p className="rounded-lg border-2 border-foreground/80 bg-card px-2.5 py-1 font-bold text-sm tracking-wider">
          <span className="sr-only">{texts.follow.plate} </span>
          {driver.plate}
        </p>
      )}
    </section>
  );
}

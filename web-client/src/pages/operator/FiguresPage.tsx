import { useMemo } from "react";
import { countDrivers, countOrders } from "@/live/city";
import { everyMinute, KEPT_MS, quantile } from "@/live/figures";
import { useCity, useConnection, useServerNow } from "@/live/hooks";
import { clockTime, stopwatch, texts } from "@/texts";
import { Skeleton } from "@/ui/skeleton";
import { useTitle } from "@/ui/useTitle";
import { Bars, Lines, Stack } from "./charts";
import { HealthCard } from "./HealthCard";
import { useWatchAll } from "./useWatch";

const RECENT_MS = 5 * 60_000;
const CHART_MS = 5000;
/** So much time has room in a chart from the start. */
const SHORTEST_MS = 60_000;

/** How the city does, in figures that live. */
export function FiguresPage() {
  useTitle(texts.figures.title);
  useWatchAll();
  const isLost = useConnection() === "LOST";
  const { since } = useCity().figures;
  return (
    <div className="mx-auto grid w-full max-w-7xl content-start gap-4 px-4 pt-20 pb-12 sm:px-6 3xl:max-w-[110rem]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h1 className="font-bold text-3xl">{texts.figures.title}</h1>
        <p className="text-muted-foreground text-sm">
          {isLost
            ? texts.city.stale
            : Number.isFinite(since)
              ? texts.figures.since(clockTime(since))
              : texts.figures.starting}
        </p>
      </div>
      <Tiles />
      <Charts />
      <HealthCard />
    </div>
  );
}

function Tiles() {
  const city = useCity();
  const now = useServerNow();
  const drivers = useMemo(() => countDrivers(city.drivers.values()), [city.drivers]);
  const orders = useMemo(() => countOrders(city.orders.values()), [city.orders]);
  const recent = city.figures.minutes
    .filter(({ at }) => now - at <= RECENT_MS)
    .flatMap(({ searchedS }) => searchedS);
  const median = quantile(recent, 0.5);
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      <Tile name={texts.city.states.AVAILABLE} value={city.told && drivers.AVAILABLE} />
      <Tile name={texts.city.states.OFFERED} value={city.told && drivers.OFFERED} />
      <Tile name={texts.city.states.BUSY} value={city.told && drivers.BUSY} />
      <Tile name={texts.city.states.SEARCH} value={city.told && orders.search} />
      <Tile name={texts.figures.underWay} value={city.told && orders.pickup + orders.trip} />
      <Tile
        name={texts.figures.searchTime}
        value={city.told && (median === undefined ? "–" : stopwatch(median))}
      />
    </dl>
  );
}

function Tile({ name, value }: { name: string; value: number | string | false }) {
  return (
    <div className="grid gap-1 rounded-2xl border bg-card px-4 py-3.5">
      <dt className="truncate text-muted-foreground text-xs">{name}</dt>
      <dd className="h-8 font-bold text-2xl leading-8 tabular">
        {value === false ? (
          <Skeleton className="mt-2 w-14" />
        ) : typeof value === "number" ? (
          value.toLocaleString("en")
        ) : (
          value
        )}
      </dd>
    </div>
  );
}

function Charts() {
  const figures = useCity().figures;
  const now = useServerNow(CHART_MS);
  const minutes = useMemo(() => everyMinute(figures, now), [figures, now]);
  const searched = minutes.map(({ at, searchedS }) => ({
    at,
    half: quantile(searchedS, 0.5),
    most: quantile(searchedS, 0.9),
  }));
  const domain: [number, number] = [
    Math.max(now - KEPT_MS, Math.min(figures.since, now - SHORTEST_MS)),
    now,
  ];
  const { states } = texts.city;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Stack
        title={texts.figures.drivers}
        rows={figures.samples}
        domain={domain}
        series={[
          { key: "BUSY", name: states.BUSY, color: "busy" },
          { key: "OFFERED", name: states.OFFERED, color: "offered" },
          { key: "AVAILABLE", name: states.AVAILABLE, color: "available" },
        ]}
      />
      <Stack
        title={texts.figures.orders}
        rows={figures.samples}
        domain={domain}
        series={[
          { key: "trip", name: texts.figures.trip, color: "busy" },
          { key: "pickup", name: texts.figures.pickup, color: "available" },
          { key: "search", name: states.SEARCH, color: "search" },
        ]}
      />
      <Bars
        title={texts.figures.perMinute}
        rows={minutes}
        series={[
          { key: "placed", name: texts.figures.placed, color: "neutral" },
          { key: "delivered", name: texts.figures.delivered, color: "available" },
          { key: "cancelled", name: texts.figures.cancelled, color: "offered" },
          { key: "unserved", name: texts.figures.unserved, color: "search" },
        ]}
      />
      <Lines
        title={texts.figures.searched}
        rows={searched}
        format={stopwatch}
        series={[
          { key: "half", name: texts.figures.half, color: "busy" },
          { key: "most", name: texts.figures.most, color: "search" },
        ]}
      />
    </div>
  );
}

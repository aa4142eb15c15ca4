import { Link } from "@tanstack/react-router";
import { Eye, EyeOff, Flame, X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { CityOrder } from "@/generated/server-message";
import { type CityState, countDrivers, countOrders } from "@/live/city";
import { useConnection, useLive, useServerNow } from "@/live/hooks";
import { Panel, PanelBody } from "@/map/Panel";
import { palettes } from "@/map/palette";
import { StatusBadge } from "@/orders/StatusBadge";
import { stageOf } from "@/orders/stages";
import { clockTime, shortId, stopwatch, texts } from "@/texts";
import { useScheme } from "@/theme/theme";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Segments } from "@/ui/segments";
import { Skeleton } from "@/ui/skeleton";
import { type Look, orderOf, type Picked } from "./CityLayer";

const ROWS = 8;
/** Who searches longer than this should be looked at. */
const LONG_S = 60;

interface Props {
  city: CityState;
  shown: Look["shown"];
  onShown: (shown: Look["shown"]) => void;
  heat: Look["heat"];
  onHeat: (heat: Look["heat"]) => void;
  picked: Picked | null;
  onPick: (picked: Picked | null) => void;
}

/** What is on the map in figures, what of it is shown, and what somebody pointed at. */
export function CityPanel({ city, shown, onShown, heat, onHeat, picked, onPick }: Props) {
  const isLost = useConnection() === "LOST";
  return (
    <Panel label={texts.city.title} className="max-md:max-h-[46dvh]">
      <PanelBody className="grid content-start gap-4 max-md:py-4">
        <h1 className="sr-only">{texts.city.title}</h1>
        <Legend city={city} shown={shown} onShown={onShown} />
        <div className="flex items-center justify-between gap-3">
          <span className="flex items-center gap-2 font-medium text-sm">
            <Flame aria-hidden className="size-4" />
            {texts.city.heat}
          </span>
          <Segments
            label={texts.city.heat}
            value={heat}
            onChange={onHeat}
            choices={[
              { value: "none", label: texts.city.heats.none },
              { value: "demand", label: texts.city.heats.demand },
              { value: "supply", label: texts.city.heats.supply },
            ]}
          />
        </div>
        <Silent />
        {isLost && <p className="text-muted-foreground text-sm">{texts.city.stale}</p>}
        {picked && <PickedCard city={city} picked={picked} onClose={() => onPick(null)} />}
        <Searching city={city} onPick={onPick} />
      </PanelBody>
    </Panel>
  );
}

/** Who has goods or a passenger and is not heard any more: somebody has to look. */
function Silent() {
  const silent = useLive((state) => state.silent);
  const orders = Object.entries(silent);
  if (orders.length === 0) return null;
  return (
    <section
      aria-label={texts.city.silent}
      className="grid gap-1 rounded-2xl bg-destructive-soft px-4 py-3 text-destructive"
    >
      <h2 className="font-semibold text-sm">{texts.city.silent}</h2>
      <ul>
        {orders.map(([orderId, { driverId, at }]) => (
          <li key={orderId}>
            <Link
              to="/board/$id"
              params={{ id: orderId }}
              className="flex min-h-9 items-center justify-between gap-3 text-sm underline-offset-4 hover:underline"
            >
              {texts.city.driver(shortId(driverId))}
              <span className="tabular">{texts.city.silentSince(clockTime(at))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What each colour stands for; pressed away it is not shown. */
function Legend({ city, shown, onShown }: Pick<Props, "city" | "shown" | "onShown">) {
  const palette = palettes[useScheme()];
  const counts = useMemo(
    () => ({
      ...countDrivers(city.drivers.values()),
      SEARCH: countOrders(city.orders.values()).search,
    }),
    [city.drivers, city.orders],
  );
  const entries = [
    { key: "AVAILABLE", color: palette.drivers.AVAILABLE },
    { key: "OFFERED", color: palette.drivers.OFFERED },
    { key: "BUSY", color: palette.drivers.BUSY },
    { key: "SEARCH", color: palette.search },
  ] as const;
  return (
    <ul aria-label={texts.city.legend} className="grid grid-cols-2 gap-2 sm:max-md:grid-cols-4">
      {entries.map(({ key, color }) => {
        const Icon = shown[key] ? Eye : EyeOff;
        return (
          <li key={key}>
            <button
              type="button"
              aria-pressed={shown[key]}
              aria-label={texts.city.show(texts.city.states[key], counts[key])}
              onClick={() => onShown({ ...shown, [key]: !shown[key] })}
              className={cn(
                "grid size-full grid-cols-[1fr_auto] items-center gap-x-2 rounded-2xl border px-3.5 py-2.5 text-left transition-colors hover:bg-muted",
                !shown[key] && "border-dashed",
              )}
            >
              <span className="flex items-center gap-2 text-muted-foreground text-xs">
                <span
                  aria-hidden
                  className={cn(
                    "size-2.5",
                    key === "SEARCH" ? "rotate-45 rounded-[2px]" : "rounded-full",
                  )}
                  style={{ background: color }}
                />
                {texts.city.states[key]}
              </span>
              <Icon aria-hidden className="size-3.5 text-muted-foreground" />
              <span
                className={cn("font-bold text-xl leading-7 tabular", !shown[key] && "opacity-50")}
              >
                {city.told ? (
                  counts[key].toLocaleString("en")
                ) : (
                  <Skeleton className="my-1.5 w-10" />
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The orders that look for a driver, who waits longest first; as a list for whoever cannot point. */
function Searching({ city, onPick }: Pick<Props, "city" | "onPick">) {
  const now = useServerNow();
  const searching = useMemo(
    () =>
      [...city.orders.values()]
        .filter(({ status }) => stageOf(status) === "search")
        .sort((one, other) => one.placedAt.localeCompare(other.placedAt)),
    [city.orders],
  );
  return (
    <section aria-label={texts.city.searching} className="grid gap-2">
      <h2 className="font-medium text-muted-foreground text-sm">{texts.city.searching}</h2>
      {!city.told ? (
        [0, 1, 2].map((i) => <Skeleton key={i} className="h-11 w-full rounded-xl" />)
      ) : searching.length === 0 ? (
        <p className="rounded-xl bg-muted px-4 py-3 text-sm">{texts.city.noneSearching}</p>
      ) : (
        <ul className="grid">
          {searching.slice(0, ROWS).map((order) => {
            const waitedS = (now - Date.parse(order.placedAt)) / 1000;
            return (
              <li key={order.orderId}>
                <button
                  type="button"
                  onClick={() => onPick({ type: "order", id: order.orderId })}
                  className="-mx-2 flex h-11 w-[calc(100%+1rem)] items-center gap-3 rounded-xl px-2 text-left text-sm hover:bg-muted"
                >
                  <span className="flex-1 truncate">
                    {texts.kind[order.kind]} <Id>{order.orderId}</Id>
                  </span>
                  <span
                    className={cn("font-semibold tabular", waitedS > LONG_S && "text-destructive")}
                  >
                    {stopwatch(waitedS)}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {searching.length > ROWS && (
        <Link
          to="/board"
          search={{ status: "SEARCHING" }}
          className="font-medium text-sm underline underline-offset-4"
        >
          {texts.city.more(searching.length - ROWS)}
        </Link>
      )}
    </section>
  );
}

function PickedCard({
  city,
  picked,
  onClose,
}: {
  city: CityState;
  picked: Picked;
  onClose: () => void;
}) {
  const now = useServerNow();
  const driver = picked.type === "driver" ? city.drivers.get(picked.id) : undefined;
  const order: CityOrder | undefined =
    picked.type === "order" ? city.orders.get(picked.id) : orderOf(city, picked.id);
  const title =
    picked.type === "driver"
      ? texts.city.driver(shortId(picked.id))
      : texts.city.order(shortId(picked.id));
  return (
    <section aria-label={title} className="grid animate-enter gap-3 rounded-2xl bg-muted p-4">
      <div role="status" className="flex items-start justify-between gap-3">
        <div className="grid gap-0.5">
          <h2 className="font-semibold">{title}</h2>
          <p className="text-muted-foreground text-sm">
            {picked.type === "driver"
              ? driver
                ? `${texts.city.states[driver.state]} · ${texts.city.seen(Math.max(0, Math.round((now - Date.parse(driver.at)) / 1000)))}`
                : texts.city.left
              : order
                ? `${texts.kind[order.kind]} · ${stopwatch((now - Date.parse(order.placedAt)) / 1000)}`
                : texts.city.ended}
          </p>
        </div>
        <button
          type="button"
          aria-label={texts.close}
          onClick={onClose}
          className="-mt-2 -mr-2 grid size-10 place-items-center rounded-full hover:bg-border"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      {order && (
        <div className="flex items-center justify-between gap-3">
          <StatusBadge status={order.status} className="bg-card" />
          <Button asChild size="sm" variant="outline">
            <Link to="/board/$id" params={{ id: order.orderId }}>
              {texts.city.open}
            </Link>
          </Button>
        </div>
      )}
    </section>
  );
}

function Id({ children }: { children: string }): ReactNode {
  return <span className="text-muted-foreground text-xs tabular">{shortId(children)}</span>;
}

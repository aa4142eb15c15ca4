import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ArrowUpDown } from "lucide-react";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { v4 as uuid } from "uuid";
import type { LatLng } from "@/generated/server-message";
import { Frame } from "@/map/Frame";
import { latLngs } from "@/map/geometry";
import { Panel, PanelBody, PanelFooter } from "@/map/Panel";
import { RouteLine } from "@/map/RouteLine";
import { useStage } from "@/map/stage";
import { type End, EndPin } from "@/orders/ends";
import { KINDS, kindIcons } from "@/orders/kinds";
import { order, quoteOf } from "@/orders/requests";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { cn } from "@/ui/cn";
import { FormError, inputClasses } from "@/ui/field";
import { InPieces } from "@/ui/InPieces";
import { toast } from "@/ui/toast";
import { useTitle } from "@/ui/useTitle";
import { ChooseOnMap } from "./ChooseOnMap";
import { again, blank, type Draft, pinned, type Spot, toPlace } from "./draft";
import { FreeDriver } from "./FreeDriver";
import { locate } from "./locate";
import { PlaceField } from "./PlaceField";
import { QuoteCard } from "./QuoteCard";
import { RunningOrders } from "./RunningOrders";
import { nearby, placeOrder } from "./requests";
import { useMapCenter } from "./useMapCenter";

const route = getRouteApi("/customer-map/");

const NOTE_MAX = 500;
/** From this zoom on the map shows a part of a city, and who is free in it. */
const CITY_ZOOM = 11;

/** Where an order is put together and placed. */
export function OrderPage() {
  const { again: id } = route.useSearch();
  const former = useQuery({ ...order(id ?? ""), enabled: id !== undefined });
  if (id && former.isPending) return null;
  return (
    <InPieces>
      <Ordering key={id} start={former.data ? again(former.data) : blank} />
    </InPieces>
  );
}

function Ordering({ start }: { start: Draft }) {
  useTitle(texts.order.title);
  const navigate = useNavigate();
  const [draft, setDraft] = useState(start);
  const [choosing, setChoosing] = useState<End | null>(null);
  const [open, setOpen] = useState<End | null>(null);
  const [list, setList] = useState<HTMLElement | null>(null);
  const center = useMapCenter(CITY_ZOOM);
  const { pickup, dropoff, kind, note } = draft;

  const around = pickup ?? center;
  const free = useQuery(nearby(around));
  const drivers = around ? (free.data?.drivers ?? []) : [];
  const quote = useQuery({ ...quoteOf(pickup, dropoff, kind), refetchInterval: 30_000 });
  const isQuoted = pickup !== null && dropoff !== null;

  // One key for as long as the order is the same: a second try never orders twice.
  const key = useRef(uuid());
  const change = useCallback((changes: Partial<Draft>) => {
    key.current = uuid();
    setDraft((known) => ({ ...known, ...changes }));
  }, []);
  const place = useMutation({
    mutationFn: () => placeOrder(toPlace(draft)!, key.current),
    onSuccess: ({ orderId }) => navigate({ to: "/orders/$id", params: { id: orderId } }),
  });

  const setSpot = useCallback(
    (end: End, spot: Spot | null) => {
      change({ [end]: spot });
      setChoosing(null);
    },
    [change],
  );
  const here = useMutation({
    mutationFn: async (end: End) => setSpot(end, pinned(await locate(), texts.order.here)),
    onError: (error) => toast(error.message, "bad"),
  });
  const cancelChoice = useCallback(() => setChoosing(null), []);
  useMapClick((at) => {
    const end = open ?? (pickup ? (dropoff ? null : "dropoff") : "pickup");
    if (!choosing && end) setSpot(end, pinned(at));
  });

  const marks = (
    <>
      {pickup && <EndPin end="pickup" at={pickup} onMove={(to) => setSpot("pickup", pinned(to))} />}
      {dropoff && (
        <EndPin end="dropoff" at={dropoff} onMove={(to) => setSpot("dropoff", pinned(to))} />
      )}
      {drivers.map((at) => (
        <FreeDriver key={`${at.lat},${at.lng}`} at={at} />
      ))}
      {isQuoted && quote.data && <RouteLine path={latLngs(quote.data.route)} />}
      {(pickup || dropoff) && (
        <Frame
          points={[pickup, dropoff].filter((spot) => spot !== null)}
          when={`${pickup?.lat},${pickup?.lng},${dropoff?.lat},${dropoff?.lng}`}
        />
      )}
    </>
  );

  if (choosing) {
    return (
      <>
        {marks}
        <ChooseOnMap
          end={choosing}
          onSpot={(spot) => setSpot(choosing, spot)}
          onCancel={cancelChoice}
        />
      </>
    );
  }

  const field = (end: End) => (
    <PlaceField
      end={end}
      spot={draft[end]}
      near={pickup ?? dropoff ?? center ?? undefined}
      list={list}
      onSpot={(spot) => setSpot(end, spot)}
      onHere={() => here.mutate(end)}
      onMap={() => setChoosing(end)}
      onOpen={(isOpen) => setOpen((known) => (isOpen ? end : known === end ? null : known))}
    />
  );

  return (
    <>
      {marks}
      <Panel label={texts.order.title}>
        <PanelBody className="grid content-start gap-5">
          {!open && <RunningOrders />}
          <div>
            <h1 className="mb-3 font-bold text-2xl">{texts.order.heading}</h1>
            <div className="relative rounded-2xl border border-input/50 bg-card focus-within:border-ring focus-within:ring-1 focus-within:ring-ring">
              {field("pickup")}
              <div aria-hidden className="ml-[2.85rem] border-t" />
              {field("dropoff")}
              {pickup && dropoff && (
                <button
                  type="button"
                  aria-label={texts.order.swap}
                  onClick={() => change({ pickup: dropoff, dropoff: pickup })}
                  className="absolute top-1/2 right-12 grid size-9 -translate-y-1/2 place-items-center rounded-full border bg-card text-muted-foreground hover:bg-muted hover:text-foreground"
                >
                  <ArrowUpDown aria-hidden className="size-4" />
                </button>
              )}
            </div>
            <p role="status" className="sr-only">
              {here.isPending && texts.order.locating}
            </p>
            <div ref={setList} />
          </div>
          {!open && (
            <>
              <Choice
                label={texts.order.kind}
                value={kind}
                onChange={(chosen) => change({ kind: chosen })}
                choices={kinds}
              />
              {isQuoted ? (
                <QuoteCard quote={quote.data} error={quote.error} onRetry={quote.refetch} />
              ) : (
                <p className="text-muted-foreground text-sm">
                  {around && free.data ? texts.order.free(drivers.length) : texts.order.hint}
                </p>
              )}
              {isQuoted && (
                <label className="grid gap-1.5">
                  <span className="font-medium text-sm">{texts.order.note}</span>
                  <textarea
                    value={note}
                    maxLength={NOTE_MAX}
                    rows={2}
                    placeholder={texts.order.noteHint}
                    onChange={(event) => change({ note: event.target.value })}
                    className={cn(
                      inputClasses,
                      "field-sizing-content h-auto max-h-40 resize-none py-3",
                    )}
                  />
                </label>
              )}
            </>
          )}
        </PanelBody>
        {isQuoted && !open && (
          <PanelFooter>
            <div className="grid gap-3">
              <FormError>{place.error && readable(place.error)}</FormError>
              <Button size="lg" busy={place.isPending} onClick={() => place.mutate()}>
                {texts.order.place[kind]}
              </Button>
            </div>
          </PanelFooter>
        )}
      </Panel>
    </>
  );
}

const kinds = KINDS.map((value) => ({
  value,
  label: texts.kind[value],
  hint: texts.kindHint[value],
  icon: kindIcons[value],
}));

/** A tap on the map itself, and not on something that lies on it. */
function useMapClick(listener: (at: LatLng) => void): void {
  const map = useStage()?.map;
  const clicked = useEffectEvent(listener);
  useEffect(() => {
    if (!map) return;
    const click = ({ lngLat, originalEvent }: { lngLat: LatLng; originalEvent: MouseEvent }) => {
      if (originalEvent.target === map.getCanvas()) clicked({ lat: lngLat.lat, lng: lngLat.lng });
    };
    map.on("click", click);
    return () => {
      map.off("click", click);
    };
  }, [map]);
}

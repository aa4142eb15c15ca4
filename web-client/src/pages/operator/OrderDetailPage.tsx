import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, SearchX } from "lucide-react";
import { useState } from "react";
import { Problem } from "@/api/problem";
import type { OfferMade, OrderEvent } from "@/generated/order-event";
import type { OrderView } from "@/generated/server-message";
import { useLive } from "@/live/hooks";
import { Car } from "@/map/Car";
import { Frame } from "@/map/Frame";
import { latLngs } from "@/map/geometry";
import { MapStage } from "@/map/MapStage";
import { Panel, PanelBody, PanelFooter } from "@/map/Panel";
import { RouteLine } from "@/map/RouteLine";
import { CancelDialog } from "@/orders/CancelDialog";
import { Details } from "@/orders/Details";
import { EndPin } from "@/orders/ends";
import { cancelOrder, order, quoteOf, timeline } from "@/orders/requests";
import { StatusBadge } from "@/orders/StatusBadge";
import { canCancel, isOver, stageOf } from "@/orders/stages";
import { TimelineList } from "@/orders/Timeline";
import { dayTime, readable, shortId, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Empty } from "@/ui/empty";
import { FormError } from "@/ui/field";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { useTitle } from "@/ui/useTitle";
import { reassign } from "./requests";
import { useWatchMap } from "./useWatch";
import { CandidateRings, WhyThisDriver } from "./WhyThisDriver";

const route = getRouteApi("/board/$id");

const POLL_MS = 2500;

/** One order with all that was decided about it, and why. */
export function OrderDetailPage() {
  const { id } = route.useParams();
  const asked = useQuery({
    ...order(id),
    refetchInterval: ({ state }) => (state.data && isOver(state.data.status) ? false : POLL_MS),
  });
  useTitle(texts.city.order(shortId(id)));
  return (
    <MapStage>
      {asked.data ? (
        <Detail key={id} view={asked.data} />
      ) : (
        <Panel label={texts.detail.title}>
          {asked.error ? (
            <Unknown error={asked.error} onRetry={asked.refetch} />
          ) : (
            <PanelBody className="grid gap-4">
              <Skeleton className="h-8 w-2/3" />
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-24 w-full rounded-2xl" />
              <Skeleton className="h-24 w-full rounded-2xl" />
            </PanelBody>
          )}
        </Panel>
      )}
    </MapStage>
  );
}

function Unknown({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isUnknown = error instanceof Problem && [400, 404].includes(error.status);
  return (
    <Empty
      icon={SearchX}
      title={isUnknown ? texts.follow.unknown : texts.detail.failed}
      className="py-10"
    >
      {!isUnknown && <p>{readable(error)}</p>}
      {isUnknown ? (
        <Button asChild variant="outline">
          <Link to="/board">{texts.detail.back}</Link>
        </Button>
      ) : (
        <Button onClick={onRetry}>{texts.retry}</Button>
      )}
    </Empty>
  );
}

function Detail({ view }: { view: OrderView }) {
  const events = useQuery(timeline(view.orderId, view.version));
  const offers = (events.data ?? []).filter(isOfferMade);
  const [chosen, setChosen] = useState<string>();
  const offer = offers.find(({ offerId }) => offerId === chosen) ?? offers.at(-1);
  const stage = stageOf(view.status);
  return (
    <>
      <Scene view={view} offer={offer} />
      <Panel label={texts.detail.title}>
        <PanelBody className="grid content-start gap-5">
          <div className="grid gap-2">
            <Link
              to="/board"
              className="inline-flex items-center gap-1.5 justify-self-start text-muted-foreground text-sm hover:text-foreground"
            >
              <ArrowLeft aria-hidden className="size-4" />
              {texts.detail.back}
            </Link>
            <div className="flex items-center justify-between gap-3">
              <h1 className="font-bold text-2xl leading-tight">
                {texts.kind[view.kind]}{" "}
                <span className="font-medium text-base text-muted-foreground tabular">
                  {shortId(view.orderId)}
                </span>
              </h1>
              <StatusBadge status={view.status} />
            </div>
            <p role="status" className="text-muted-foreground text-sm">
              {view.status === "CANCELLED"
                ? texts.follow.cancelledBy(texts.actor[view.by ?? "SYSTEM"], view.reason)
                : view.driver && stage !== "search"
                  ? [
                      view.driver.name ?? texts.follow.nameless,
                      view.driver.vehicle,
                      view.driver.plate,
                    ]
                      .filter(Boolean)
                      .join(" · ")
                  : texts.detail.placed(dayTime(view.placedAt))}
            </p>
          </div>
          <Details view={view} />
          <WhyThisDriver
            offers={offers}
            offer={offer}
            onChoose={setChosen}
            isLoading={events.isPending}
          />
          <Events events={events.data} error={events.error} onRetry={events.refetch} />
        </PanelBody>
        <Actions view={view} />
      </Panel>
    </>
  );
}

const isOfferMade = (event: OrderEvent): event is OfferMade => event.type === "OfferMade";

function Events({
  events,
  error,
  onRetry,
}: {
  events?: readonly OrderEvent[];
  error: Error | null;
  onRetry: () => void;
}) {
  return (
    <section aria-label={texts.follow.timeline} className="border-t pt-4">
      <h2 className="font-semibold">{texts.follow.timeline}</h2>
      {events ? (
        <TimelineList events={events} />
      ) : error ? (
        <div className="flex items-center justify-between gap-3 pt-3 text-sm">
          <p>{readable(error)}</p>
          <Button size="sm" variant="outline" onClick={onRetry}>
            {texts.retry}
          </Button>
        </div>
      ) : (
        <div className="grid gap-3 pt-4">
          {[0, 1, 2].map((i) => (
            <Skeleton key={i} className="w-full" />
          ))}
        </div>
      )}
    </section>
  );
}

/** The way, the candidates of an offer, and where the driver is now. */
function Scene({ view, offer }: { view: OrderView; offer?: OfferMade }) {
  useWatchMap();
  const { pickup, dropoff } = view;
  const trip = useQuery({ ...quoteOf(pickup, dropoff), staleTime: Number.POSITIVE_INFINITY });
  const driverId = isOver(view.status) ? undefined : view.driver?.driverId;
  const driver = useLive((state) => (driverId ? state.city.drivers.get(driverId) : undefined));
  return (
    <>
      {offer && <CandidateRings pickup={pickup} offer={offer} />}
      {trip.data && <RouteLine path={latLngs(trip.data.route)} />}
      <EndPin end="pickup" at={pickup} calling={stageOf(view.status) === "search"} />
      <EndPin end="dropoff" at={dropoff} />
      {driver && (
        <Car
          fix={{ lat: driver.lat, lng: driver.lng, at: Date.parse(driver.at) }}
          label={texts.follow.driver}
        />
      )}
      <Frame points={[pickup, dropoff]} when={view.orderId} />
    </>
  );
}

const canReassign = (view: OrderView) => stageOf(view.status) === "pickup";

function Actions({ view }: { view: OrderView }) {
  const [asking, setAsking] = useState<"cancel" | "reassign" | null>(null);
  const queries = useQueryClient();
  const fresh = () => queries.invalidateQueries({ queryKey: order(view.orderId).queryKey });
  const close = () => setAsking(null);
  const moving = useMutation({
    mutationFn: () => reassign(view.orderId),
    onSuccess: () => {
      close();
      toast(texts.reassign.done);
    },
    onSettled: fresh,
  });
  if (!canCancel(view.status)) return null;
  return (
    <PanelFooter>
      <div className="grid auto-cols-fr grid-flow-col gap-2">
        <Button variant="destructive" onClick={() => setAsking("cancel")}>
          {texts.follow.cancel}
        </Button>
        {canReassign(view) && (
          <Button variant="secondary" onClick={() => setAsking("reassign")}>
            {texts.reassign.action}
          </Button>
        )}
      </div>
      <CancelDialog
        words={texts.operatorCancel}
        cancel={(reason) => cancelOrder(view.orderId, reason).finally(fresh)}
        open={asking === "cancel"}
        onOpenChange={close}
      />
      <Dialog
        open={asking === "reassign"}
        onOpenChange={close}
        title={texts.reassign.title}
        description={texts.reassign.body}
      >
        <FormError>
          {moving.error &&
            (moving.error instanceof Problem && moving.error.status === 409
              ? texts.reassign.late
              : readable(moving.error))}
        </FormError>
        <div className="grid grid-cols-2 gap-2">
          <Button variant="secondary" size="lg" onClick={close}>
            {texts.reassign.keep}
          </Button>
          <Button size="lg" busy={moving.isPending} onClick={() => moving.mutate()}>
            {texts.reassign.action}
          </Button>
        </div>
      </Dialog>
    </PanelFooter>
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useState } from "react";
import { v4 as uuid } from "uuid";
import { Problem } from "@/api/problem";
import type { OrderView } from "@/generated/server-message";
import { useLive } from "@/live/hooks";
import type { Fix } from "@/live/state";
import { Car } from "@/map/Car";
import { Frame } from "@/map/Frame";
import { latLngs } from "@/map/geometry";
import { Panel, PanelBody, PanelFooter } from "@/map/Panel";
import { RouteLine } from "@/map/RouteLine";
import { CancelDialog } from "@/orders/CancelDialog";
import { Details } from "@/orders/Details";
import { EndPin } from "@/orders/ends";
import { cancelOrder, order, quoteOf } from "@/orders/requests";
import { canCancel, isOver, newest, stageOf } from "@/orders/stages";
import { Timeline } from "@/orders/Timeline";
import { useWay, type Way } from "@/orders/useWay";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { FormError } from "@/ui/field";
import { Skeleton } from "@/ui/skeleton";
import { useTitle } from "@/ui/useTitle";
import { DriverCard } from "./DriverCard";
import { again, toPlace } from "./draft";
import { FreeDriver } from "./FreeDriver";
import { Headline } from "./Headline";
import { Progress } from "./Progress";
import { nearby, placeOrder } from "./requests";

const route = getRouteApi("/customer-map/orders/$id");

/** How often an order is asked for while the socket does not tell. */
const POLL_MS = 4000;

/** One order, from its placing to its end and after it. */
export function FollowPage() {
  const { id } = route.useParams();
  const told = useLive((state) => state.orders[id]);
  const isTold = useLive((state) => state.connection) === "OPEN" && told !== undefined;
  const asked = useQuery({
    ...order(id),
    refetchInterval: ({ state }) =>
      isTold || (state.data && isOver(state.data.status)) ? false : POLL_MS,
  });
  const view = newest(told?.view, asked.data);
  useTitle(view ? texts.state[view.status] : texts.follow.title);
  if (view) return <Follow key={id} view={view} arrivesAt={told?.arrivesAt} />;
  if (asked.error) return <Unknown error={asked.error} onRetry={asked.refetch} />;
  return (
    <Panel label={texts.follow.title}>
      <PanelBody className="grid gap-4">
        <Skeleton className="h-1.5 w-full" />
        <Skeleton className="h-8 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-20 w-full rounded-2xl" />
      </PanelBody>
    </Panel>
  );
}

function Unknown({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isUnknown = error instanceof Problem && [400, 404].includes(error.status);
  return (
    <Panel label={texts.follow.title}>
      <Empty
        icon={SearchX}
        title={isUnknown ? texts.follow.unknown : texts.page.failed}
        className="py-10"
      >
        <p>{isUnknown ? texts.follow.unknownHint : readable(error)}</p>
        {isUnknown ? (
          <Button asChild variant="outline">
            <Link to="/">{texts.follow.newOrder}</Link>
          </Button>
        ) : (
          <Button onClick={onRetry}>{texts.retry}</Button>
        )}
      </Empty>
    </Panel>
  );
}

function Follow({ view, arrivesAt }: { view: OrderView; arrivesAt?: number }) {
  const [cancelling, setCancelling] = useState(false);
  const fix = useLive((state) => state.fixes[view.orderId]);
  const stage = stageOf(view.status);
  const target = stage === "pickup" ? view.pickup : stage === "trip" ? view.dropoff : undefined;
  const way = useWay(view.status === "ARRIVED" ? undefined : fix, target);
  return (
    <>
      <Scene view={view} fix={fix} way={way} />
      <Panel label={texts.follow.title}>
        <PanelBody className="grid content-start gap-5">
          <Progress status={view.status} />
          <Headline view={view} arrivesAt={arrivesAt} way={way} />
          {view.driver && !isOver(view.status) && <DriverCard driver={view.driver} />}
          {view.status === "NO_DRIVER_FOUND" && <WayOn view={view} />}
          <Details view={view} />
          <Timeline view={view} />
        </PanelBody>
        {canCancel(view.status) && (
          <PanelFooter>
            <Button variant="secondary" className="w-full" onClick={() => setCancelling(true)}>
              {texts.follow.cancel}
            </Button>
            <CancelDialog
              words={texts.cancel}
              cancel={(reason) => cancelOrder(view.orderId, reason)}
              open={cancelling}
              onOpenChange={setCancelling}
            />
          </PanelFooter>
        )}
        {isOver(view.status) && view.status !== "NO_DRIVER_FOUND" && (
          <PanelFooter>
            <div className="grid grid-cols-2 gap-2">
              <Button asChild variant="secondary">
                <Link to="/" search={{ again: view.orderId }}>
                  {texts.follow.orderAgain}
                </Link>
              </Button>
              <Button asChild>
                <Link to="/">{texts.follow.newOrder}</Link>
              </Button>
            </div>
          </PanelFooter>
        )}
      </Panel>
    </>
  );
}

/** What the map shows of an order. */
function Scene({ view, fix, way }: { view: OrderView; fix?: Fix; way: Way | null }) {
  const stage = stageOf(view.status);
  const { pickup, dropoff } = view;
  const quote = useQuery({
    ...quoteOf(pickup, dropoff, view.kind),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const free = useQuery(nearby(stage === "search" ? pickup : null));
  const points =
    fix && stage === "pickup"
      ? [fix, pickup]
      : fix && stage === "trip"
        ? [fix, dropoff]
        : [pickup, dropoff];
  return (
    <>
      <EndPin end="pickup" at={pickup} calling={stage === "search"} />
      <EndPin end="dropoff" at={dropoff} />
      {stage === "search" &&
        free.data?.drivers.map((at) => <FreeDriver key={`${at.lat},${at.lng}`} at={at} />)}
      {quote.data && <RouteLine path={latLngs(quote.data.route)} faint={!isOver(view.status)} />}
      {way && <RouteLine path={way.path} />}
      {fix && <Car fix={fix} road={way?.path} label={texts.follow.car} />}
      <Frame points={points} when={`${view.orderId} ${stage} ${fix !== undefined}`} />
    </>
  );
}

/** Nobody was found: the same again at once, or another way. */
function WayOn({ view }: { view: OrderView }) {
  const navigate = useNavigate();
  const [key] = useState(() => uuid());
  const place = useMutation({
    mutationFn: () => placeOrder(toPlace(again(view))!, key),
    onSuccess: ({ orderId }) => navigate({ to: "/orders/$id", params: { id: orderId } }),
  });
  return (
    <div className="grid gap-3">
      <FormError>{place.error && readable(place.error)}</FormError>
      <div className="grid grid-cols-2 gap-2">
        <Button asChild variant="secondary" size="lg">
          <Link to="/" search={{ again: view.orderId }}>
            {texts.follow.change}
          </Link>
        </Button>
        <Button size="lg" busy={place.isPending} onClick={() => place.mutate()}>
          {texts.follow.again}
        </Button>
      </div>
    </div>
  );
}

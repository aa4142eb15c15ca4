import { useEffect, useRef, useState } from "react";
import type { LatLng } from "@/generated/server-message";
import { Car } from "@/map/Car";
import { Frame } from "@/map/Frame";
import { latLngs, turned } from "@/map/geometry";
import { RouteLine } from "@/map/RouteLine";
import { useStage } from "@/map/stage";
import { EndPin } from "@/orders/ends";
import { stageOf } from "@/orders/stages";
import { useWay, type Way } from "@/orders/useWay";
import { texts } from "@/texts";
import { useTitle } from "@/ui/useTitle";
import { IdlePanel } from "./IdlePanel";
import { OfferSheet } from "./OfferSheet";
import { OrderPanel } from "./OrderPanel";
import { draftOf, ProfileDialog, type ProfileDraft } from "./ProfileDialog";
import type { Me } from "./requests";
import { useAlarm } from "./useAlarm";
import { useCurrentOrder, useFreshShift, useOpenOffer, useReceipts } from "./useDuty";
import { useLoudness } from "./useLoudness";
import {
  type Position,
  useDevicePosition,
  useSimulatedPosition,
  useTellPosition,
} from "./usePosition";
import { useTrip } from "./useTrip";
import { useWakeLock } from "./useWakeLock";

/** A driver who is offline, waits, is asked, or has an order. */
export function Duty({ me }: { me: Me }) {
  useReceipts();
  useFreshShift();
  const current = useCurrentOrder();
  const open = useOpenOffer();
  const offer = current ? undefined : open;
  useTitle(offer ? texts.offer.title : texts.nav.drive);
  const isWorking = me.state === "ONLINE" || current !== undefined;
  const [isLoud, setLoud] = useLoudness();
  useAlarm(offer?.offer, isLoud);
  useWakeLock(isWorking);

  // Kept here, lest an offer that comes between loses it.
  const [draft, setDraft] = useState<ProfileDraft | null>(null);

  const [start, setStart] = useState<LatLng>();
  const map = useStage()?.map;
  const device = useDevicePosition(isWorking && !start);
  const target = offer ? offer.offer.pickup : targetOf(current?.view);
  const road = useRef<Way["path"]>(undefined);
  const simulated = useSimulatedPosition(isWorking ? start : undefined, road);
  const position = !isWorking ? undefined : start ? simulated : device.position;
  useTellPosition(position);
  const way = useWay(position, target);
  useEffect(() => {
    road.current = current && way?.path;
  });

  return (
    <>
      <Scene
        pickup={offer?.offer.pickup ?? current?.view.pickup}
        dropoff={offer?.offer.dropoff ?? current?.view.dropoff}
        stage={offer ? "offer" : current ? stageOf(current.view.status) : "idle"}
        subject={offer?.offer.orderId ?? current?.view.orderId ?? ""}
        position={position}
        way={way}
      />
      {offer ? (
        <OfferSheet key={offer.offer.offerId} live={offer} />
      ) : current ? (
        <OrderPanel view={current.view} position={position} way={way} />
      ) : (
        <>
          <IdlePanel
            me={me}
            isLoud={isLoud}
            onLoud={setLoud}
            isLocated={position !== undefined}
            trouble={start ? undefined : device.trouble}
            onEdit={() => setDraft(draftOf(me))}
            simulation={start !== undefined}
            onSimulate={(isOn) => {
              const center = map?.getCenter();
              setStart(isOn && center ? { lat: center.lat, lng: turned(center.lng) } : undefined);
            }}
          />
          <ProfileDialog draft={draft} onDraft={setDraft} />
        </>
      )}
    </>
  );
}

type Target = { status: Parameters<typeof stageOf>[0]; pickup: LatLng; dropoff: LatLng };

/** Where to drive now; nowhere while waiting at the pickup. */
function targetOf(view: Target | undefined): LatLng | undefined {
  if (!view || view.status === "ARRIVED") return undefined;
  return stageOf(view.status) === "trip" ? view.dropoff : view.pickup;
}

interface SceneProps {
  pickup?: LatLng;
  dropoff?: LatLng;
  stage: string;
  /** the order it is about */
  subject: string;
  position?: Position;
  way: Way | null;
}

/** What the map shows of it. */
function Scene({ pickup, dropoff, stage, subject, position, way }: SceneProps) {
  const trip = useTrip(pickup, dropoff);
  const ends = stage === "trip" ? [dropoff] : stage === "pickup" ? [pickup] : [pickup, dropoff];
  const points = [position, ...ends].filter((point) => point !== undefined);
  return (
    <>
      {pickup && stage !== "trip" && (
        <EndPin end="pickup" at={pickup} calling={stage === "offer"} />
      )}
      {dropoff && <EndPin end="dropoff" at={dropoff} />}
      {trip && stage !== "trip" && <RouteLine path={latLngs(trip.route)} faint />}
      {way && <RouteLine path={way.path} />}
      {position && <Car fix={position} road={way?.path} label={texts.drive.you} />}
      <Frame points={points} when={`${subject} ${stage} ${position !== undefined}`} />
    </>
  );
}

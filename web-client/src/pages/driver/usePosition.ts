import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { LatLng } from "@/generated/server-message";
import { serverNow, useLive } from "@/live/hooks";
import type { Fix } from "@/live/state";
import { live } from "@/live/store";
import { along } from "./drive";

/** Where this driver is, and how that is known. */
export interface Position extends Fix {
  accuracy?: number;
  heading?: number;
  speed?: number;
}

export type Trouble = "denied" | "unavailable";

/** A made-up drive is for development only; whose page it is says whether this is that. */
export const canSimulate = () =>
  document.head.querySelector('meta[name="beckon-development"]') !== null;

const TICK_MS = 1000;
const SIMULATED_MPS = 11;
/** Who stands still says so nevertheless: it is a sign of life. */
const ALIVE_MS = 5000;
/** Oftener is of no use to anybody. */
const SELDOM_MS = 900;

/** Where this device is, while that is wanted. */
export function useDevicePosition(isWanted: boolean): {
  position?: Position;
  trouble?: Trouble;
} {
  const [found, setFound] = useState<{ position?: Position; trouble?: Trouble }>({});
  useEffect(() => {
    if (!isWanted) return;
    if (!navigator.geolocation) {
      setFound({ trouble: "unavailable" });
      return;
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords: { latitude, longitude, accuracy, heading, speed } }) =>
        setFound({
          position: {
            lat: latitude,
            lng: longitude,
            at: serverNow(),
            accuracy,
            heading: heading !== null && Number.isFinite(heading) ? heading : undefined,
            speed: speed ?? undefined,
          },
        }),
      ({ code, PERMISSION_DENIED }) =>
        setFound(({ position }) => ({
          position,
          trouble: code === PERMISSION_DENIED ? "denied" : "unavailable",
        })),
      { enableHighAccuracy: true, maximumAge: 2000, timeout: 20_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [isWanted]);
  return found;
}

/** A drive that is made up: along the road if there is one, which begins where it is; else standing. */
export function useSimulatedPosition(
  start: LatLng | undefined,
  road: RefObject<readonly LatLng[] | undefined>,
): Position | undefined {
  const [position, setPosition] = useState<Position>();
  const move = useEffectEvent(() => {
    const at = serverNow();
    setPosition((known) => {
      if (!known) return start && { ...start, at };
      const metres = (SIMULATED_MPS * TICK_MS) / 1000;
      const next = road.current ? along(road.current, metres) : known;
      return { lat: next.lat, lng: next.lng, at };
    });
  });
  const isOn = start !== undefined;
  useEffect(() => {
    if (!isOn) {
      setPosition(undefined);
      return;
    }
    move();
    const ticks = setInterval(move, TICK_MS);
    return () => clearInterval(ticks);
  }, [isOn]);
  return position;
}

/** Tells the server where this driver is, as often as it changes and now and then anyway. */
export function useTellPosition(position: Position | undefined): void {
  const connection = useLive((state) => state.connection);
  const told = useRef(Number.NEGATIVE_INFINITY);
  const tell = useEffectEvent(() => {
    if (!position) return;
    const { lat, lng, accuracy, heading, speed } = position;
    live.tell({ type: "LOCATION", lat, lng, accuracy, heading, speed });
    told.current = performance.now();
  });

  useEffect(() => {
    if (position && connection === "OPEN" && performance.now() - told.current >= SELDOM_MS) tell();
  }, [position, connection]);

  const isKnown = position !== undefined;
  useEffect(() => {
    if (!isKnown) return;
    const signs = setInterval(tell, ALIVE_MS);
    return () => clearInterval(signs);
  }, [isKnown]);
}

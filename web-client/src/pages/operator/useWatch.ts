import type { Map as MapLibreMap } from "maplibre-gl";
import { useEffect, useState } from "react";
import type { Box } from "@/generated/client-message";
import { useLive } from "@/live/hooks";
import { live } from "@/live/store";
import { turned } from "@/map/geometry";
import { useStage } from "@/map/stage";

interface Area {
  bbox: Box;
  zoom: number;
  /** whether it is all there is */
  whole: boolean;
}

/** Watches a part of the city, on each new connection again; null: nothing yet. */
function useWatch(area: Area | null): void {
  const isOpen = useLive((state) => state.connection) === "OPEN";
  useEffect(() => {
    if (!area || !isOpen) return;
    const { bbox, zoom, whole } = area;
    live.dispatch({ type: "WATCHED", whole });
    live.tell({ type: "WATCH", bbox, zoom });
  }, [area, isOpen]);
  useEffect(
    () => () => {
      live.tell({ type: "UNWATCH" });
      live.dispatch({ type: "UNWATCHED" });
    },
    [],
  );
}

const ALL: Area = {
  bbox: { south: -90, west: -180, north: 90, east: 180 },
  zoom: 8,
  whole: true,
};

/** Watches all of the city, roughly. */
export function useWatchAll(): void {
  useWatch(ALL);
}

const REST_MS = 250;
/** So much more than is seen is watched, lest each small move asks anew. */
const MARGIN = 0.3;

/** Watches what the map shows, and a little more. */
export function useWatchMap(): void {
  const map = useStage()?.map;
  const [area, setArea] = useState<Area | null>(null);
  useEffect(() => {
    if (!map) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => setArea((known) => areaAfter(known, seenOn(map), map.getZoom()));
    const rest = () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MS);
    };
    look();
    map.on("moveend", rest);
    map.on("resize", rest);
    return () => {
      clearTimeout(timer);
      map.off("moveend", rest);
      map.off("resize", rest);
    };
  }, [map]);
  useWatch(area);
}

/** The area to watch; the same as before while it has what is seen, about as fine. */
export function areaAfter(known: Area | null, seen: Box, zoom: number): Area {
  if (known && Math.abs(known.zoom - zoom) < 1 && contains(known.bbox, seen)) return known;
  const high = (seen.north - seen.south) * MARGIN;
  const wide = (seen.east - seen.west) * MARGIN;
  const isRound = seen.east - seen.west + 2 * wide >= 360;
  return {
    zoom,
    whole: false,
    bbox: {
      south: Math.max(-90, seen.south - high),
      north: Math.min(90, seen.north + high),
      west: isRound ? -180 : turned(seen.west - wide),
      east: isRound ? 180 : turned(seen.east + wide),
    },
  };
}

function contains(area: Box, seen: Box): boolean {
  const wide = (area.east - area.west + 360) % 360 || 360;
  const from = (((seen.west - area.west) % 360) + 360) % 360;
  return (
    area.south <= seen.south &&
    area.north >= seen.north &&
    (wide === 360 || from + seen.east - seen.west <= wide)
  );
}

function seenOn(map: MapLibreMap): Box {
  const bounds = map.getBounds();
  return {
    south: bounds.getSouth(),
    west: bounds.getWest(),
    north: bounds.getNorth(),
    east: bounds.getEast(),
  };
}

import type { LatLng } from "@/generated/server-message";
import type { LngLat } from "./geometry";
import type { Insets } from "./stage";

/** The size of the world at zoom 0, in pixels. */
const WORLD_PX = 512;
const MARGIN_PX = 52;
const CLOSEST = 15.5;

export interface Camera {
  center: LngLat;
  zoom: number;
}

/** Where the map has to look from so that all points are clear of what covers its edges. */
export function cameraFor(
  points: readonly LatLng[],
  { width, height }: { width: number; height: number },
  { top, left, bottom }: Insets,
): Camera {
  const xs = points.map(({ lng }) => lng / 360);
  const ys = points.map(({ lat }) => mercator(lat));
  const [west, east, north, south] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.max(...ys),
    Math.min(...ys),
  ];
  const roomX = Math.max(1, width - left - 2 * MARGIN_PX);
  const roomY = Math.max(1, height - top - bottom - 2 * MARGIN_PX);
  const zoom = Math.min(
    CLOSEST,
    Math.log2(roomX / ((east - west) * WORLD_PX)),
    Math.log2(roomY / ((north - south) * WORLD_PX)),
  );
  return { center: [((west + east) / 2) * 360, latitude((north + south) / 2)], zoom };
}

/** How far north a latitude is on the map, where the world is 1 wide. */
const mercator = (lat: number) =>
  Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

const latitude = (y: number) => (Math.atan(Math.exp(y * 2 * Math.PI)) * 360) / Math.PI - 90;

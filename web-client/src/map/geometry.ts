import type { LatLng } from "@/generated/server-message";

/** A point on the earth as GeoJSON and MapLibre have it. */
export type LngLat = [lng: number, lat: number];

/** Of what has more to it the point alone: the server takes nothing that it does not know. */
export const pointOf = ({ lat, lng }: LatLng): LatLng => ({ lat, lng });

/** A longitude as others know it: the map counts on where it goes round the world. */
export const turned = (lng: number): number =>
  lng >= -180 && lng <= 180 ? lng : ((((lng + 180) % 360) + 360) % 360) - 180;

export const lngLat = ({ lat, lng }: LatLng): LngLat => [lng, lat];

const EARTH_M = 6_371_008.8;
const RAD = Math.PI / 180;

/** Metres between points near each other, on the plane that touches the earth there. */
export function distanceM(from: LatLng, to: LatLng): number {
  const x = (to.lng - from.lng) * Math.cos(((from.lat + to.lat) / 2) * RAD);
  const y = to.lat - from.lat;
  return Math.hypot(x, y) * RAD * EARTH_M;
}

/** Degrees clockwise from north. */
export function bearing(from: LatLng, to: LatLng): number {
  const x = (to.lng - from.lng) * Math.cos(((from.lat + to.lat) / 2) * RAD);
  const y = to.lat - from.lat;
  return (Math.atan2(x, y) / RAD + 360) % 360;
}

export function lengthM(path: readonly LatLng[]): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++) sum += distanceM(path[i - 1]!, path[i]!);
  return sum;
}

/** Where a point comes closest to a path. */
export interface Projection {
  point: LatLng;
  /** the segment it lies on, from `path[segment]` to the next */
  segment: number;
  /** metres from the point to the path */
  offM: number;
}

export function project(path: readonly LatLng[], point: LatLng): Projection | null {
  let best: Projection | null = null;
  const scale = Math.cos(point.lat * RAD);
  for (let segment = 0; segment + 1 < path.length; segment++) {
    const a = path[segment]!;
    const b = path[segment + 1]!;
    const dx = (b.lng - a.lng) * scale;
    const dy = b.lat - a.lat;
    const length2 = dx * dx + dy * dy;
    const along = ((point.lng - a.lng) * scale * dx + (point.lat - a.lat) * dy) / (length2 || 1);
    const share = Math.min(1, Math.max(0, along));
    const onIt = { lat: a.lat + dy * share, lng: a.lng + (b.lng - a.lng) * share };
    const offM = distanceM(point, onIt);
    if (!best || offM < best.offM) best = { point: onIt, segment, offM };
  }
  return best;
}

/** The points of a GeoJSON line. */
export const latLngs = ({ coordinates }: { coordinates: readonly number[][] }): LatLng[] =>
  coordinates.map(([lng, lat]) => ({ lat: lat!, lng: lng! }));

const CIRCLE_POINTS = 72;

/** A circle on the earth, closed. */
export function circle(middle: LatLng, radiusM: number): LngLat[] {
  const reach = radiusM / EARTH_M / RAD;
  return Array.from({ length: CIRCLE_POINTS + 1 }, (_, i) => {
    const angle = (i / CIRCLE_POINTS) * 2 * Math.PI;
    return [
      middle.lng + (reach * Math.sin(angle)) / Math.cos(middle.lat * RAD),
      middle.lat + reach * Math.cos(angle),
    ];
  });
}

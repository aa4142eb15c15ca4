import type { Map as MapLibreMap } from "maplibre-gl";
import type { LatLng } from "@/generated/server-message";

const RAD = Math.PI / 180;
/** Size in pixels of the whole world at zoom 0. */
const WORLD_PX = 512;
/** The ends of the square world. */
const LAT_MAX = 85.051129;

/** The world as a square from 0 to 1, x to the east and y to the south. */
export const mercatorX = (lng: number): number => (lng + 180) / 360;

export function mercatorY(lat: number): number {
  const kept = Math.min(LAT_MAX, Math.max(-LAT_MAX, lat));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (kept * RAD) / 2)) / (2 * Math.PI);
}

export const latOf = (y: number): number =>
  (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RAD;

/** Metres that one unit of the square is long at a height of it. */
export const metresPerUnit = (y: number): number =>
  2 * Math.PI * 6_371_008.8 * Math.cos(latOf(y) * RAD);

/** How a flat map shows the square: moved, turned and made larger. */
export interface View {
  /** a point of the square, and where on the screen it is */
  x: number;
  y: number;
  screenX: number;
  screenY: number;
  /** what a unit to the east, and one to the south, are on the screen */
  eastX: number;
  eastY: number;
  southX: number;
  southY: number;
}

export function viewOf(map: MapLibreMap): View {
  const { lng, lat } = map.getCenter();
  const x = mercatorX(lng);
  const y = mercatorY(lat);
  const step = 256 / (WORLD_PX * 2 ** map.getZoom());
  const here = map.project([lng, latOf(y)]);
  const east = map.project([lng + step * 360, latOf(y)]);
  const south = map.project([lng, latOf(y + step)]);
  return {
    x,
    y,
    screenX: here.x,
    screenY: here.y,
    eastX: (east.x - here.x) / step,
    eastY: (east.y - here.y) / step,
    southX: (south.x - here.x) / step,
    southY: (south.y - here.y) / step,
  };
}

/** Where on the screen a point of the square is; of its repetitions the nearest. */
export function onScreen(view: View, x: number, y: number): { x: number; y: number } {
  const dx = wrapped(x - view.x);
  const dy = y - view.y;
  return {
    x: view.screenX + dx * view.eastX + dy * view.southX,
    y: view.screenY + dx * view.eastY + dy * view.southY,
  };
}

export const wrapped = (dx: number): number => (dx > 0.5 ? dx - 1 : dx < -0.5 ? dx + 1 : dx);

export const screenOf = (view: View, { lat, lng }: LatLng) =>
  onScreen(view, mercatorX(lng), mercatorY(lat));

import type { CityState } from "@/live/city";
import { mercatorX, mercatorY, type View, wrapped } from "@/map/mercator";
import { stageOf } from "@/orders/stages";

export type Heat = "none" | "demand" | "supply";

/** How many there are in each cell of a part of the square world. */
export interface Cells {
  /** side of a cell */
  side: number;
  column: number;
  row: number;
  /** how many there are in each direction */
  columns: number;
  counts: Float32Array;
  most: number;
}

/** About how large a cell is on the screen. */
const CELL_PX = 30;
const CELLS_MAX = 128;

type Point = { x: number; y: number };

/** What is wanted, or who is free, as points of the square world. */
export function pointsOf(city: CityState, heat: Heat): Point[] {
  const points: Point[] = [];
  const add = (lat: number, lng: number) => points.push({ x: mercatorX(lng), y: mercatorY(lat) });
  if (heat === "demand") {
    for (const { status, pickup } of city.orders.values()) {
      if (stageOf(status) !== "trip") add(pickup.lat, pickup.lng);
    }
  } else if (heat === "supply") {
    for (const { state, lat, lng } of city.drivers.values()) {
      if (state === "AVAILABLE") add(lat, lng);
    }
  }
  return points;
}

/** Counts points by cell, in a window of so many pixels. Cells keep their place while it moves. */
export function cellsOf(
  points: readonly Point[],
  view: View,
  width: number,
  height: number,
): Cells {
  const scale = Math.hypot(view.eastX, view.eastY);
  const side = 2 ** -Math.round(Math.log2(scale / CELL_PX));
  const reach = Math.hypot(width, height) / 2 / scale;
  const middle = {
    x: view.x + (width / 2 - view.screenX) / scale,
    y: view.y + (height / 2 - view.screenY) / scale,
  };
  const column = Math.floor((middle.x - reach) / side) - 1;
  const row = Math.floor((middle.y - reach) / side) - 1;
  const columns = Math.min(CELLS_MAX, Math.ceil((2 * reach) / side) + 3);
  const counts = new Float32Array(columns * columns);
  let most = 0;
  for (const { x, y } of points) {
    const c = Math.floor((view.x + wrapped(x - view.x)) / side) - column;
    const r = Math.floor(y / side) - row;
    if (c < 0 || r < 0 || c >= columns || r >= columns) continue;
    const at = r * columns + c;
    counts[at] = counts[at]! + 1;
    most = Math.max(most, counts[at]!);
  }
  return { side, column, row, columns, counts, most };
}

/** How strongly a cell is drawn, from 0 to 1: few count for more than their share. */
export const strength = (count: number, most: number): number =>
  count === 0 ? 0 : Math.sqrt(count / Math.max(4, most));

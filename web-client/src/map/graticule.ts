import type { Feature, FeatureCollection, LineString } from "geojson";

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

const LINES = 12;
const STEPS_DEG = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

/** Lines of latitude and longitude through a box and around it, for a map without a map. */
export function graticule({ west, south, east, north }: Box): FeatureCollection<LineString> {
  const span = Math.max(east - west, north - south);
  const step = STEPS_DEG.find((deg) => span / deg <= LINES) ?? 30;
  const top = Math.min(85, north + span);
  const bottom = Math.max(-85, south - span);
  const left = west - span;
  const right = east + span;
  const lines: Feature<LineString>[] = [];
  for (let i = Math.ceil(left / step); i * step <= right; i++) {
    lines.push(lineOf([i * step, bottom], [i * step, top]));
  }
  for (let i = Math.ceil(bottom / step); i * step <= top; i++) {
    lines.push(lineOf([left, i * step], [right, i * step]));
  }
  return { type: "FeatureCollection", features: lines };
}

const lineOf = (...coordinates: [number, number][]): Feature<LineString> => ({
  type: "Feature",
  properties: {},
  geometry: { type: "LineString", coordinates },
});

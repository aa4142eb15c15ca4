import type { Map as MapLibreMap } from "maplibre-gl";
import { type LngLat, turned } from "./geometry";

const KEY = "beckon.view";

interface View {
  center: LngLat;
  zoom: number;
}

/** What this device's map showed last. */
export function lastView(): View | null {
  try {
    const view = JSON.parse(localStorage.getItem(KEY) ?? "null") as View | null;
    return view && [...view.center, view.zoom].every(Number.isFinite) ? view : null;
  } catch {
    return null;
  }
}

export function rememberView(map: MapLibreMap): void {
  const { lng, lat } = map.getCenter();
  localStorage.setItem(KEY, JSON.stringify({ center: [turned(lng), lat], zoom: map.getZoom() }));
}

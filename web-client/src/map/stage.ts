import type { Map as MapLibreMap } from "maplibre-gl";
import { createContext, useContext } from "react";
import type { LatLng } from "@/generated/server-message";
import type { Palette } from "./palette";

/** What pages add to the map's style is called so, and outlives a change of the style. */
export const OVERLAY = "overlay:";

/** The map that the pages draw on, once it is there. */
export interface Stage {
  map: MapLibreMap;
  /** the library, which only the map itself loads */
  maplibre: typeof import("maplibre-gl");
  palette: Palette;
}

export const StageContext = createContext<Stage | null>(null);

/** The map; null until it is there, and for good where it cannot be shown. */
export const useStage = (): Stage | null => useContext(StageContext);

/** What covers the map's edges, in pixels; the map keeps what matters clear of it. */
export interface Insets {
  top: number;
  left: number;
  bottom: number;
}

/** What is to be in sight; looked at again whenever `when` changes. */
export interface Sight {
  points: readonly LatLng[];
  when: string;
}

export interface View {
  setInsets: (insets: Insets) => void;
  setSight: (sight: Sight | null) => void;
}

/** How a page tells the map what to show, and where. */
export const ViewContext = createContext<View>({ setInsets: () => {}, setSight: () => {} });

import * as maplibre from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { Protocol } from "pmtiles";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { texts } from "@/texts";
import { prefersReducedMotion } from "@/theme/motion";
import { useScheme } from "@/theme/theme";
import { type Box, graticule } from "./graticule";
import { NoMap } from "./NoMap";
import { palettes } from "./palette";
import type { Insets, Stage } from "./stage";
import { GRATICULE, styleOf } from "./style";
import { findTiles, type Tiles } from "./tiles";
import { lastView, rememberView } from "./view";

maplibre.setWorkerUrl(workerUrl);
const protocol = new Protocol();
maplibre.addProtocol("pmtiles", protocol.tile);

/** Layers of the pages are called so, and outlive a change of the style. */
export const OVERLAY = "overlay:";

interface Props {
  insets: Insets;
  onStage: (stage: Stage | null) => void;
}

export default function MapCanvas({ insets, onStage }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<{ map: maplibre.Map; tiles: Tiles | null } | null>(null);
  const scheme = useScheme();
  const firstScheme = useRef(scheme);
  const [isUnable, setUnable] = useState(false);

  useEffect(() => {
    let map: maplibre.Map | undefined;
    let gone = false;
    findTiles().then((tiles) => {
      if (gone || !place.current) return;
      if (tiles) protocol.add(tiles.file);
      try {
        map = new maplibre.Map({
          container: place.current,
          style: styleOf(palettes[firstScheme.current], tiles),
          ...startView(tiles),
          maxZoom: 19,
          pitchWithRotate: false,
          dragRotate: false,
          attributionControl: false,
          locale: { "Map.Title": texts.map.title },
        });
      } catch {
        setUnable(true);
        return;
      }
      const made = map;
      made.touchZoomRotate.disableRotation();
      made.addControl(new maplibre.AttributionControl({ compact: true }), "bottom-right");
      made.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
      made.on("moveend", () => {
        rememberView(made);
        drawGraticule(made);
      });
      made.once("load", () => {
        drawGraticule(made);
        setLoaded({ map: made, tiles });
      });
    });
    return () => {
      gone = true;
      setLoaded(null);
      map?.remove();
    };
  }, []);

  useEffect(() => {
    if (!loaded) return;
    const { map, tiles } = loaded;
    map.setStyle(styleOf(palettes[scheme], tiles), { transformStyle: keepOverlays });
    drawGraticule(map);
    onStage({ map, maplibre, palette: palettes[scheme] });
  }, [loaded, scheme, onStage]);

  useEffect(() => () => onStage(null), [onStage]);

  const { top, left, bottom } = insets;
  useLayoutEffect(() => {
    const padding = { top, left, bottom, right: 0 };
    loaded?.map.easeTo({ padding, duration: prefersReducedMotion() ? 0 : 300 });
  }, [loaded, top, left, bottom]);

  return isUnable ? <NoMap /> : <div ref={place} className="absolute inset-0" />;
}

/** The last view of this device if the tiles have it, else all of them, else the world. */
function startView(tiles: Tiles | null): Partial<maplibre.MapOptions> {
  const view = lastView();
  if (!tiles) return view ?? { center: [0, 20], zoom: 1.2 };
  const [west, south, east, north] = tiles.bounds;
  if (view) {
    const [lng, lat] = view.center;
    if (lng >= west && lng <= east && lat >= south && lat <= north) return view;
  }
  return { bounds: [west, south, east, north] };
}

const keepOverlays: maplibre.TransformStyleFunction = (before, after) => {
  if (!before) return after;
  const isOverlay = ([id]: [string, unknown]) => id.startsWith(OVERLAY);
  const labels = after.layers.findIndex(({ type }) => type === "symbol");
  const at = labels < 0 ? after.layers.length : labels;
  return {
    ...after,
    sources: {
      ...after.sources,
      ...Object.fromEntries(Object.entries(before.sources).filter(isOverlay)),
    },
    layers: [
      ...after.layers.slice(0, at),
      ...before.layers.filter(({ id }) => id.startsWith(OVERLAY)),
      ...after.layers.slice(at),
    ],
  };
};

function drawGraticule(map: maplibre.Map): void {
  const source = map.getSource<maplibre.GeoJSONSource>(GRATICULE);
  source?.setData(graticule(boxOf(map)));
}

function boxOf(map: maplibre.Map): Box {
  const bounds = map.getBounds();
  return {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
}

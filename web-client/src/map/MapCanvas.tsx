import * as maplibre from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { Protocol } from "pmtiles";
import { type CSSProperties, useEffect, useEffectEvent, useRef, useState } from "react";
import { texts } from "@/texts";
import { useScheme } from "@/theme/theme";
import { cameraFor } from "./camera";
import { easeMs, hasGraphicsCard } from "./graphics";
import { type Box, graticule } from "./graticule";
import { NoMap } from "./NoMap";
import { palettes } from "./palette";
import { type Insets, OVERLAY, type Sight, type Stage } from "./stage";
import { GRATICULE, styleOf } from "./style";
import { findTiles, type Tiles } from "./tiles";
import { lastView, rememberView } from "./view";

maplibre.setWorkerUrl(workerUrl);
const protocol = new Protocol();
maplibre.addProtocol("pmtiles", protocol.tile);

/** More pixels than that for each of the page's are too many where no graphics card draws them. */
const FINEST = 1.5;

interface Props {
  insets: Insets;
  sight: Sight | null;
  onStage: (stage: Stage | null) => void;
}

export default function MapCanvas({ insets, sight, onStage }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<{ map: maplibre.Map; tiles: Tiles | null } | null>(null);
  const scheme = useScheme();
  const drawnScheme = useRef(scheme);
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
          style: styleOf(palettes[drawnScheme.current], tiles),
          ...startView(tiles),
          maxZoom: 19,
          pitchWithRotate: false,
          dragRotate: false,
          attributionControl: false,
          validateStyle: false,
          fadeDuration: easeMs(300),
          ...(!hasGraphicsCard() && { pixelRatio: Math.min(devicePixelRatio, FINEST) }),
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
      made.once("style.load", () => {
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
    if (scheme !== drawnScheme.current) {
      drawnScheme.current = scheme;
      const style = styleOf(palettes[scheme], tiles);
      map.setStyle(style, { transformStyle: keepOverlays, validate: false });
      drawGraticule(map);
    }
    onStage({ map, maplibre, palette: palettes[scheme] });
  }, [loaded, scheme, onStage]);

  useEffect(() => () => onStage(null), [onStage]);

  const map = loaded?.map;
  const wandered = useRef(false);
  useEffect(() => {
    if (!map) return;
    const wander = ({ originalEvent }: { originalEvent?: unknown }) => {
      if (originalEvent) wandered.current = true;
    };
    map.on("dragstart", wander);
    map.on("zoomstart", wander);
    return () => {
      map.off("dragstart", wander);
      map.off("zoomstart", wander);
    };
  }, [map]);

  // One movement for a new sight and a new panel together: a second one would end the first.
  const { top, left, bottom } = insets;
  const seen = useRef<string>(null);
  const look = useEffectEvent(() => {
    if (!map) return;
    const isNew = sight !== null && sight.when !== seen.current;
    if (isNew) wandered.current = false;
    seen.current = sight?.when ?? null;
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    map.easeTo({
      ...(sight && !wandered.current && cameraFor(sight.points, { width, height }, insets)),
      padding: { top, left, bottom, right: 0 },
      duration: easeMs(isNew ? 900 : 350),
    });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: these say when
  useEffect(look, [map, sight, top, left, bottom]);

  return isUnable ? (
    <NoMap />
  ) : (
    <div
      ref={place}
      data-scheme={scheme}
      style={{ "--covered": `${bottom}px` } as CSSProperties}
      className="size-full"
    />
  );
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
  const isOverlay = (id: string) => id.startsWith(OVERLAY);
  const sources = Object.entries(before.sources).filter(([id]) => isOverlay(id));
  return {
    ...after,
    sources: { ...after.sources, ...Object.fromEntries(sources) },
    layers: [...after.layers, ...before.layers.filter(({ id }) => isOverlay(id))],
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

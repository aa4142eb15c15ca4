import type { GeoJSONSource } from "maplibre-gl";
import { useEffect, useId } from "react";
import type { LatLng } from "@/generated/server-message";
import { lngLat } from "./geometry";
import { OVERLAY, useStage } from "./stage";

interface Props {
  path: readonly LatLng[];
  /** drawn paler: a way that is not gone yet */
  faint?: boolean;
}

/** A way drawn on the map. */
export function RouteLine({ path, faint = false }: Props) {
  const stage = useStage();
  const map = stage?.map;
  const palette = stage?.palette;
  const id = `${OVERLAY}${useId()}`;

  useEffect(() => {
    if (!map) return;
    const round = { "line-cap": "round", "line-join": "round" } as const;
    map.addSource(id, { type: "geojson", data: lineOf([]) });
    map.addLayer({ id: `${id}edge`, type: "line", source: id, layout: round });
    map.addLayer({ id: `${id}line`, type: "line", source: id, layout: round });
    return () => {
      // The map itself may be gone by now, and all its layers with it.
      if (!map.style) return;
      map.removeLayer(`${id}line`);
      map.removeLayer(`${id}edge`);
      map.removeSource(id);
    };
  }, [map, id]);

  useEffect(() => {
    if (!map || !palette) return;
    map.setPaintProperty(`${id}edge`, "line-color", palette.routeEdge);
    map.setPaintProperty(`${id}edge`, "line-width", 8);
    map.setPaintProperty(`${id}line`, "line-color", palette.route);
    map.setPaintProperty(`${id}line`, "line-width", 4.5);
    map.setPaintProperty(`${id}line`, "line-opacity", faint ? 0.35 : 1);
  }, [map, palette, id, faint]);

  useEffect(() => {
    map?.getSource<GeoJSONSource>(id)?.setData(lineOf(path));
  }, [map, id, path]);

  return null;
}

const lineOf = (path: readonly LatLng[]) => ({
  type: "Feature" as const,
  properties: {},
  geometry: { type: "LineString" as const, coordinates: path.map(lngLat) },
});

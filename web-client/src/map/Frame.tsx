import { useEffect, useEffectEvent } from "react";
import type { LatLng } from "@/generated/server-message";
import { prefersReducedMotion } from "@/theme/motion";
import { lngLat } from "./geometry";
import { useStage } from "./stage";

interface Props {
  points: readonly LatLng[];
  /** the map moves again when this changes, and not when points do that are only nudged */
  when: string;
}

/** Moves the map so that some points are in sight, clear of the panel. */
export function Frame({ points, when }: Props) {
  const map = useStage()?.map;
  const maplibre = useStage()?.maplibre;
  const frame = useEffectEvent(() => {
    const first = points[0];
    if (!map || !maplibre || !first) return;
    const bounds = points.reduce(
      (sum, point) => sum.extend(lngLat(point)),
      new maplibre.LngLatBounds(lngLat(first), lngLat(first)),
    );
    const duration = prefersReducedMotion() ? 0 : 900;
    map.fitBounds(bounds, { padding: 56, maxZoom: 15.5, duration });
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: these say when
  useEffect(frame, [map, maplibre, when]);

  return null;
}

import { useEffect, useState } from "react";
import type { LatLng } from "@/generated/server-message";
import { turned } from "@/map/geometry";
import { useStage } from "@/map/stage";

/** The middle of what the map shows, roughly, once it has come to rest; null before there is one. */
export function useMapCenter(minZoom: number): LatLng | null {
  const map = useStage()?.map;
  const [center, setCenter] = useState<LatLng | null>(null);
  useEffect(() => {
    if (!map) return;
    const rest = () => {
      const { lat, lng } = map.getCenter();
      setCenter(map.getZoom() < minZoom ? null : { lat: roughly(lat), lng: roughly(turned(lng)) });
    };
    rest();
    map.on("moveend", rest);
    return () => {
      map.off("moveend", rest);
    };
  }, [map, minZoom]);
  return center;
}

/** Three decimals are some 100 m: small moves ask nothing anew. */
const roughly = (degrees: number) => Math.round(degrees * 1e3) / 1e3;

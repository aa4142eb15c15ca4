import type { Marker, PositionAnchor } from "maplibre-gl";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { LatLng } from "@/generated/server-message";
import { useStage } from "./stage";

interface Props {
  at: LatLng;
  anchor?: PositionAnchor;
  /** makes it movable by pointer, and says where it was put */
  onMove?: (to: LatLng) => void;
  children: ReactNode;
}

/** Something of the page at a place of the map. */
export function Pin({ at, anchor = "center", onMove, children }: Props) {
  const stage = useStage();
  const map = stage?.map;
  const maplibre = stage?.maplibre;
  const [element] = useState(() => document.createElement("div"));
  const marker = useRef<Marker>(null);
  const movable = onMove !== undefined;
  const moved = useEffectEvent((to: LatLng) => onMove?.(to));
  const place = useEffectEvent((made: Marker) => made.setLngLat([at.lng, at.lat]));

  useEffect(() => {
    if (!map || !maplibre) return;
    const made = new maplibre.Marker({ element, anchor, draggable: movable });
    place(made).addTo(map);
    made.on("dragend", () => {
      const { lat, lng } = made.getLngLat();
      moved({ lat, lng });
    });
    marker.current = made;
    return () => {
      made.remove();
      marker.current = null;
    };
  }, [map, maplibre, element, anchor, movable]);

  useEffect(() => {
    marker.current?.setLngLat([at.lng, at.lat]);
  }, [at.lat, at.lng]);

  return createPortal(children, element);
}

import type { Marker } from "maplibre-gl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { LatLng } from "@/generated/server-message";
import type { Fix } from "@/live/state";
import { prefersReducedMotion } from "@/theme/motion";
import { type Glide, glideTo, isOver, shownAt, still } from "./glide";
import { useStage } from "./stage";

interface Props {
  fix: Fix;
  /** the way that it is expected to take */
  road?: readonly LatLng[];
  label: string;
}

/** A vehicle that glides from fix to fix, along the road. */
export function Car({ fix, road, label }: Props) {
  const stage = useStage();
  const map = stage?.map;
  const maplibre = stage?.maplibre;
  const [element] = useState(() => document.createElement("div"));
  const body = useRef<SVGSVGElement>(null);
  const marker = useRef<Marker>(null);
  const glide = useRef<Glide>(still(fix));
  const last = useRef(fix);
  const frame = useRef(0);
  const from = useEffectEvent((to: LatLng, now: number, sinceMs: number) =>
    prefersReducedMotion() ? still(to) : glideTo(glide.current, to, now, sinceMs, road),
  );

  useEffect(() => {
    if (!map || !maplibre) return;
    const made = new maplibre.Marker({ element })
      .setLngLat(shownAt(glide.current, performance.now()))
      .addTo(map);
    marker.current = made;
    return () => {
      cancelAnimationFrame(frame.current);
      made.remove();
      marker.current = null;
    };
  }, [map, maplibre, element]);

  const { lat, lng, at } = fix;
  useEffect(() => {
    const now = performance.now();
    glide.current = from({ lat, lng }, now, at - last.current.at);
    last.current = { lat, lng, at };
    const draw = (time: number) => {
      const shown = shownAt(glide.current, time);
      marker.current?.setLngLat(shown);
      if (body.current) body.current.style.rotate = `${shown.heading}deg`;
      if (!isOver(glide.current, time)) frame.current = requestAnimationFrame(draw);
    };
    cancelAnimationFrame(frame.current);
    draw(now);
    return () => cancelAnimationFrame(frame.current);
  }, [lat, lng, at]);

  return createPortal(
    <svg
      ref={body}
      role="img"
      aria-label={label}
      viewBox="0 0 40 40"
      className="size-11 drop-shadow-md"
    >
      <circle cx="20" cy="20" r="18" className="fill-primary stroke-[3] stroke-white" />
      <path d="M20 9l8.5 20-8.5-4.6L11.5 29z" className="fill-primary-foreground" />
    </svg>,
    element,
  );
}

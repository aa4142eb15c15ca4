import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { LatLng } from "@/generated/server-message";
import type { Fix } from "@/live/state";
import { latLngs, lengthM, project } from "@/map/geometry";
import { ahead } from "@/map/glide";
import { quoteOf } from "./requests";

/** Further than this from the way, somebody goes another. */
const ASTRAY_M = 120;
/** A way is not asked for anew more often than this. */
const PATIENCE_MS = 15_000;

export interface Way {
  path: readonly LatLng[];
  /** seconds left on it, from the last fix */
  remainingS: number;
}

/** The way from where the driver was last seen; asked anew when the driver leaves it. */
export function useWay(fix: Fix | undefined, to: LatLng | undefined): Way | null {
  const [asked, setAsked] = useState<{ from: Fix; to: LatLng } | null>(null);
  const quote = useQuery({
    ...quoteOf(asked?.from ?? null, asked?.to ?? null),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: undefined,
  });
  const road = useMemo(() => (quote.data ? latLngs(quote.data.route) : null), [quote.data]);

  if (fix && to && shouldAsk(fix, to, asked, road)) setAsked({ from: fix, to });

  if (!fix || !to || !road || !quote.data || !asked || !isSame(asked.to, to)) return null;
  const path = ahead(road, fix);
  const share = lengthM(path) / (lengthM(road) || 1);
  return { path, remainingS: quote.data.durationS * Math.min(1, share) };
}

function shouldAsk(
  fix: Fix,
  to: LatLng,
  asked: { from: Fix; to: LatLng } | null,
  road: readonly LatLng[] | null,
): boolean {
  if (!asked || !isSame(asked.to, to)) return true;
  if (!road || fix.at - asked.from.at < PATIENCE_MS) return false;
  const here = project(road, fix);
  return !here || here.offM > ASTRAY_M;
}

const isSame = (one: LatLng, other: LatLng) => one.lat === other.lat && one.lng === other.lng;

import type { LatLng } from "@/generated/server-message";
import { bearing, distanceM, lengthM, project } from "./geometry";

/** A movement from where something is shown to where it was last seen. */
export interface Glide {
  path: readonly LatLng[];
  lengthM: number;
  startedAt: number;
  durationMs: number;
  /** degrees clockwise from north, before anything has moved */
  heading: number;
}

export interface Shown extends LatLng {
  heading: number;
}

/** Further than this from the road it is not on the road. */
const ROAD_M = 60;
/** What takes longer is not a movement that was seen, but a gap. */
const LONGEST_MS = 4000;
const SHORTEST_MS = 300;
/** Who was not seen for so far is not seen driving there. */
export const LEAP_M = 2000;

/** Somebody is seen again after a while: how long the movement there is shown to take. */
export const glideMs = (sinceMs: number) => Math.min(LONGEST_MS, Math.max(SHORTEST_MS, sinceMs));

export function still(at: LatLng, heading = 0): Glide {
  return { path: [at], lengthM: 0, startedAt: 0, durationMs: 1, heading };
}

/**
 * The movement to a new place, along the road where both ends lie on it.
 *
 * @param glide the movement so far
 * @param road the way that is expected, or none
 * @param sinceMs how long after the last place this one was seen
 */
export function glideTo(
  glide: Glide,
  to: LatLng,
  now: number,
  sinceMs: number,
  road: readonly LatLng[] = [],
): Glide {
  const from = shownAt(glide, now);
  if (distanceM(from, to) > LEAP_M) return still(to, from.heading);
  const path = between(road, from, to);
  return {
    path,
    lengthM: lengthM(path),
    startedAt: now,
    durationMs: glideMs(sinceMs),
    heading: from.heading,
  };
}

/** Where it is shown at a time. */
export function shownAt(glide: Glide, now: number): Shown {
  const share = Math.min(1, Math.max(0, (now - glide.startedAt) / glide.durationMs));
  let rest = glide.lengthM * share;
  let heading = glide.heading;
  for (let i = 1; i < glide.path.length; i++) {
    const a = glide.path[i - 1]!;
    const b = glide.path[i]!;
    const length = distanceM(a, b);
    // Who hardly moves does not turn round.
    if (length > 1) heading = bearing(a, b);
    if (rest <= length && length > 0) {
      const part = rest / length;
      return { lat: a.lat + (b.lat - a.lat) * part, lng: a.lng + (b.lng - a.lng) * part, heading };
    }
    rest -= length;
  }
  return { ...glide.path[glide.path.length - 1]!, heading };
}

export function isOver(glide: Glide, now: number): boolean {
  return now >= glide.startedAt + glide.durationMs;
}

/** The way between two places: along the road if it leads there without a detour, else straight. */
function between(road: readonly LatLng[], from: LatLng, to: LatLng): readonly LatLng[] {
  const start = project(road, from);
  const end = project(road, to);
  if (!start || !end || start.offM > ROAD_M || end.offM > ROAD_M) return [from, to];
  if (end.segment < start.segment) return [from, to];
  const path = [from, ...road.slice(start.segment + 1, end.segment + 1), to];
  return lengthM(path) <= 2 * distanceM(from, to) + 2 * ROAD_M ? path : [from, to];
}

/** How much of the road lies ahead, from where somebody is. */
export function ahead(road: readonly LatLng[], at: LatLng): readonly LatLng[] {
  const here = project(road, at);
  return here && here.offM <= ROAD_M ? [at, ...road.slice(here.segment + 1)] : road;
}

import type { LatLng } from "@/generated/server-message";
import { bearing, distanceM } from "@/map/geometry";

/** Where somebody on a path is after so many metres; at its end at most. */
export function along(path: readonly LatLng[], metres: number): LatLng {
  let rest = metres;
  for (let i = 1; i < path.length; i++) {
    const from = path[i - 1]!;
    const to = path[i]!;
    const length = distanceM(from, to);
    if (length > 0 && rest < length) {
      const share = rest / length;
      return {
        lat: from.lat + (to.lat - from.lat) * share,
        lng: from.lng + (to.lng - from.lng) * share,
      };
    }
    rest -= length;
  }
  return path[path.length - 1]!;
}

export interface Turn {
  to: "LEFT" | "RIGHT";
  inM: number;
}

/** So much less is a bend of the road. */
const TURN_DEG = 45;
/** The direction is that of so much road, lest a rounded corner be none. */
const LOOK_M = 25;

/** The next turn of a path, or none on the way to its end. */
export function nextTurn(path: readonly LatLng[]): Turn | null {
  let inM = 0;
  for (let i = 1; i + 1 < path.length; i++) {
    const here = path[i]!;
    inM += distanceM(path[i - 1]!, here);
    const before = bearing(along([here, ...path.slice(0, i).reverse()], LOOK_M), here);
    const after = bearing(here, along(path.slice(i), LOOK_M));
    const change = ((after - before + 540) % 360) - 180;
    if (Math.abs(change) >= TURN_DEG) return { to: change < 0 ? "LEFT" : "RIGHT", inM };
  }
  return null;
}

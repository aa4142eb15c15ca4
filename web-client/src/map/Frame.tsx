import { use, useEffect, useEffectEvent } from "react";
import { type Sight, ViewContext } from "./stage";

/**
 * Moves the map so that some points are in sight. It moves again when `when` changes, and not when
 * points do that are only nudged. Without any it stays where it is.
 */
export function Frame({ points, when }: Sight) {
  const { setSight } = use(ViewContext);
  const look = useEffectEvent(() => setSight(points.length > 0 ? { points, when } : null));

  // biome-ignore lint/correctness/useExhaustiveDependencies: this says when
  useEffect(() => {
    look();
    return () => setSight(null);
  }, [when, setSight]);

  return null;
}

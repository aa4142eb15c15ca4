import { type ReactNode, useDeferredValue } from "react";

/**
 * Draws what is in it right after what is around it, in pieces between which whoever types or scrolls
 * is served. What a router shows once its code has come would be drawn at one go.
 */
export function InPieces({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null;
}

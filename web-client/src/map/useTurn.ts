import { useEffect, useState } from "react";
import { hasGraphicsCard } from "./graphics";

const ACTS = ["pointermove", "pointerdown", "wheel", "keydown"] as const;

/**
 * Whether it is the map's turn: when it is needed, else when the page stands. Where no graphics card
 * draws it, it would hold up for seconds who has come to read and to type, and waits for the first
 * act.
 */
export function useTurn(isNeeded: boolean): boolean {
  const [isTurn, setTurn] = useState(false);
  useEffect(() => {
    if (isTurn) return;
    if (isNeeded) {
      setTurn(true);
      return;
    }
    const acts = new AbortController();
    const cancel = whenIdle(() => {
      if (hasGraphicsCard() || navigator.userActivation?.hasBeenActive) setTurn(true);
      else {
        const options = { passive: true, signal: acts.signal };
        for (const act of ACTS) window.addEventListener(act, () => setTurn(true), options);
      }
    });
    return () => {
      cancel();
      acts.abort();
    };
  }, [isTurn, isNeeded]);
  return isTurn;
}

function whenIdle(listener: () => void): () => void {
  // Not all browsers say it.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(listener);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(listener, { timeout: 500 });
  return () => cancelIdleCallback(idle);
}

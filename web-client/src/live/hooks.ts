import { useEffect, useState, useSyncExternalStore } from "react";
import type { CityState } from "./city";
import type { Connection, LiveState, Notice } from "./state";
import { live } from "./store";

/** A part of what the socket told; `select` has to give the same object for the same state. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useSyncExternalStore(live.subscribe, () => select(live.get()));
}

/** So often at most the city is drawn in words: it is told in many parts. */
const CITY_MS = 250;

function subscribeCalmly(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = live.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      listener();
    }, CITY_MS);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}

/** What an operator watches, a few times a second. */
export function useCity(): CityState {
  return useSyncExternalStore(subscribeCalmly, () => live.get().city);
}

/** The server's clock, in milliseconds. */
export function serverNow(): number {
  return Date.now() + live.get().clockOffset;
}

/** The server's clock, told anew each second or as often as `everyMs` says. */
export function useServerNow(everyMs = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The connection, where a loss counts only once it lasts. */
export function useConnection(patienceMs = 2000): Connection {
  const connection = useLive((state) => state.connection);
  const [calm, setCalm] = useState(connection);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(connection), connection === "LOST" ? patienceMs : 0);
    return () => clearTimeout(timer);
  }, [connection, patienceMs]);
  return connection === "OPEN" ? connection : calm;
}

/** Hands each notice over once, in the order in which they came. */
export function useNotices(say: (notice: Notice) => void): void {
  const notices = useLive((state) => state.notices);
  useEffect(() => {
    for (const notice of notices) {
      say(notice);
      live.dispatch({ type: "NOTICED", id: notice.id });
    }
  }, [notices, say]);
}

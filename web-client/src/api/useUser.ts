import { useSyncExternalStore } from "react";
import { session } from "./client";
import type { User } from "./session";

/** Who is signed in; null for nobody. */
export function useUser(): User | null {
  return useSyncExternalStore(session.subscribe, session.user);
}

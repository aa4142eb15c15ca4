import { useSyncExternalStore } from "react";

/** What somebody chose. */
export type Theme = "light" | "dark" | "system";
/** What that comes to on this device now. */
export type Scheme = "light" | "dark";

const KEY = "beckon.theme";
const THEMES: readonly Theme[] = ["light", "dark", "system"];
const listeners = new Set<() => void>();
const dark = matchMedia("(prefers-color-scheme: dark)");

function theme(): Theme {
  const stored = localStorage.getItem(KEY) as Theme;
  return THEMES.includes(stored) ? stored : "system";
}

function scheme(): Scheme {
  const chosen = theme();
  if (chosen !== "system") return chosen;
  return dark.matches ? "dark" : "light";
}

/** Puts what was chosen on the page. */
export function applyTheme(): void {
  const chosen = theme();
  const root = document.documentElement;
  if (chosen === "system") delete root.dataset.theme;
  else root.dataset.theme = chosen;
  for (const listener of listeners) listener();
}

export function chooseTheme(chosen: Theme): void {
  if (chosen === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, chosen);
  applyTheme();
}

dark.addEventListener("change", applyTheme);
window.addEventListener("storage", ({ key }) => {
  if (key === KEY || key === null) applyTheme();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme);
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, scheme);

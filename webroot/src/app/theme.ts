import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

/** public/theme.js reads the same key before the first paint. */
const KEY = "reelcast.theme";
const ORDER: Theme[] = ["system", "light", "dark"];

const system = window.matchMedia("(prefers-color-scheme: dark)");
const watchers = new Set<() => void>();
let chosen = stored();

system.addEventListener("change", apply);

export function useTheme(): Theme {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => chosen,
  );
}

/** The theme after the present one: system, light, dark, and round again. */
export function nextTheme(): Theme {
  return ORDER[(ORDER.indexOf(chosen) + 1) % ORDER.length] ?? "system";
}

export function setTheme(theme: Theme): void {
  chosen = theme;
  try {
    if (theme === "system") {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, theme);
    }
  } catch {
    // Storage is refused: the theme lasts as long as the page.
  }
  apply();
  watchers.forEach((watcher) => {
    watcher();
  });
}

function apply(): void {
  const dark = chosen === "system" ? system.matches : chosen === "dark";
  document.documentElement.classList.toggle("dark", dark);
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

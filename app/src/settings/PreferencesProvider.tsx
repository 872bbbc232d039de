import { createContext, useCallback, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";

import type { Preferences } from "./preferences.ts";
import { readPreferences } from "./readPreferences.ts";

const KEY = "sheaf.preferences";

export type PreferencesStore = {
  readonly preferences: Preferences;
  readonly change: (changed: Partial<Preferences>) => void;
};

export const PreferencesContext = createContext<PreferencesStore | undefined>(undefined);

/** Keeps the settings in the browser and draws the page in the chosen colours. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(() => readPreferences(localStorage.getItem(KEY)));
  const change = useCallback((changed: Partial<Preferences>) => {
    setPreferences((current) => {
      const next = { ...current, ...changed };
      localStorage.setItem(KEY, JSON.stringify(next));
      return next;
    });
  }, []);
  const { theme } = preferences;
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const draw = () => {
      const isDark = theme === "dark" || (theme === "system" && dark.matches);
      document.documentElement.dataset.theme = isDark ? "dark" : "light";
    };
    draw();
    dark.addEventListener("change", draw);
    return () => dark.removeEventListener("change", draw);
  }, [theme]);
  const store = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext value={store}>{children}</PreferencesContext>;
}

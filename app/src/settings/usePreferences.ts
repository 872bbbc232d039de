import { useContext } from "react";

import { PreferencesContext } from "./PreferencesProvider.tsx";
import type { PreferencesStore } from "./PreferencesProvider.tsx";

/** A person's settings, and how to change them. */
export function usePreferences(): PreferencesStore {
  const store = useContext(PreferencesContext);
  if (store === undefined) throw new Error("usePreferences needs a PreferencesProvider above it");
  return store;
}

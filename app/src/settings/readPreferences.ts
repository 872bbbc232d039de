import { PREFERENCES_SCHEMA } from "./preferences.ts";
import type { Preferences } from "./preferences.ts";

/** Settings from the text that was kept; a value that cannot be used is replaced by its default, and loses no other one. */
export function readPreferences(text: string | null): Preferences {
  return PREFERENCES_SCHEMA.parse(objectOf(text));
}

function objectOf(text: string | null): unknown {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && !Array.isArray(value) ? (value ?? {}) : {};
  } catch {
    return {};
  }
}

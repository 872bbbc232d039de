import { z } from "zod";

/** Slippage {bps} that the settings offer at most. */
const MAX_SLIPPAGE_BPS = 500;

/** Schema of a person's settings, kept in the browser. Nothing in it is secret. */
export const PREFERENCES_SCHEMA = z.object({
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  /** Empty: the node of the configuration. */
  rpc: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).catch(""),
  /** {bps} */
  slippage: z.int().min(1).max(MAX_SLIPPAGE_BPS).catch(50),
  /** BCP 47 tag of the number format. Empty: the browser's. */
  locale: z
    .string()
    .refine((tag) => tag === "" || isLocale(tag))
    .catch(""),
});

/** A person's settings. */
export type Preferences = z.infer<typeof PREFERENCES_SCHEMA>;

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false; // a RangeError: no language tag
  }
}

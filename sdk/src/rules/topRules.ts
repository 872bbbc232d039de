import { parseRules } from "./parseRules.ts";
import type { Rules } from "./parseRules.ts";

/**
 * The rules of a Top `size` index: by market cap, buffer 80/120, at most 25 % each, and out of the market while `leader`
 * is in a bear regime. From 4 components upward, as 25 % each must reach one. `changes` are fields that differ.
 */
export function topRules(
  size: number,
  leader: string,
  changes: Readonly<Record<string, unknown>> = {},
): Rules {
  return parseRules({
    version: 1,
    name: `Top ${size}`,
    size,
    enterRank: Math.floor((size * 4) / 5),
    leaveRank: Math.ceil((size * 6) / 5),
    weighting: "marketCap",
    maximumWeight: "0.25",
    minimumWeight: "0.0005",
    driftRelative: "0.25",
    driftAbsolute: "0.0005",
    regime: { leader, meanDays: 100, band: "0.05", cooldownDays: 14 },
    settlement: "usd-coin",
    ...changes,
  });
}

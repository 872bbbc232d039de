import { parseRules } from "../../src/rules/parseRules.ts";
import type { Rules } from "../../src/rules/parseRules.ts";

/** A valid rules document with some of its fields replaced. */
export function smallRulesDocument(
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    version: 1,
    name: "Small",
    size: 4,
    enterRank: 3,
    leaveRank: 5,
    weighting: "marketCap",
    maximumWeight: "0.4",
    minimumWeight: "0.01",
    driftRelative: "0.25",
    driftAbsolute: "0.005",
    regime: { leader: "leader-coin", meanDays: 10, band: "0.05", cooldownDays: 14 },
    settlement: "usd-coin",
    ...changes,
  };
}

export function smallRules(changes: Readonly<Record<string, unknown>> = {}): Rules {
  return parseRules(smallRulesDocument(changes));
}

import { formatDecimal } from "../units/formatDecimal.ts";
import { canonicalJson } from "./canonicalJson.ts";
import type { Rules } from "./parseRules.ts";

/**
 * The one text of rules: canonical JSON of a document that `parseRules` reads, with every fraction in its shortest form. It
 * is what is published, and what the hash on chain is of.
 */
export function encodeRules(rules: Rules): string {
  return canonicalJson({
    ...rules,
    maximumWeight: shortest(rules.maximumWeight),
    minimumWeight: shortest(rules.minimumWeight),
    driftRelative: shortest(rules.driftRelative),
    driftAbsolute: shortest(rules.driftAbsolute),
    regime: { ...rules.regime, band: shortest(rules.regime.band) },
  });
}

/** @example shortest(250000000000000000n) // "0.25" */
function shortest(fraction: bigint): string {
  return formatDecimal(fraction, 18, 18).replace(/\.?0+$/, "");
}

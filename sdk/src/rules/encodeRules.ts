import { formatDecimal } from "../units/formatDecimal.ts";
import { canonicalJson } from "./canonicalJson.ts";
import type { Rules } from "./parseRules.ts";

/**
 * The one text of rules: canonical JSON of a document that `parseRules` reads, with every fraction in its shortest form. It
 * is what is published, and what the hash on chain is of.
 */
export function encodeRules(rules: Rules): string {
  return canonicalJson(withShortest(rules));
}

/** Every bigint of rules is a decimal of 18 digits after the point. */
function withShortest(value: unknown): unknown {
  if (typeof value === "bigint") return shortest(value);
  if (Array.isArray(value)) return value.map(withShortest);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withShortest(item)]));
}

/** @example shortest(250000000000000000n) // "0.25" */
function shortest(fraction: bigint): string {
  return formatDecimal(fraction, 18, 18).replace(/\.?0+$/, "");
}

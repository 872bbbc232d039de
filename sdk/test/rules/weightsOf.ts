import { parseDecimal } from "../../src/units/parseDecimal.ts";
import type { Weight } from "../../src/rules/capWeights.ts";

/** Weights from decimal texts, so that a test reads like a table. */
export function weightsOf(texts: Readonly<Record<string, string>>): Weight[] {
  return Object.entries(texts).map(([id, text]) => ({
    id,
    weight: parseDecimal(text, 18, "exact"),
  }));
}

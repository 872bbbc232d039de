import { parseDecimal } from "../../src/units/parseDecimal.ts";
import type { SignalReading, TokenSignal } from "../../src/market/tokenSignal.ts";

/** A reading in short: "bullish 80" or "bearish" or "bullish 80 60", trend, grade and fundamental grade. */
export function signalsOf(texts: Readonly<Record<string, string>>): SignalReading {
  return {
    date: "2030-01-07",
    signals: Object.entries(texts).map(([id, text]) => ({ id, ...signalOf(text) })),
  };
}

function signalOf(text: string): Omit<TokenSignal, "id"> {
  const trend = (["bullish", "bearish", "sideways"] as const).find((word) => text.startsWith(word));
  const [grade, fundamental] = text
    .split(" ")
    .filter((word) => /^\d/.test(word))
    .map((word) => parseDecimal(word, 18));
  return {
    ...(trend === undefined ? {} : { trend }),
    ...(grade === undefined ? {} : { grade }),
    ...(fundamental === undefined ? {} : { fundamental }),
  };
}

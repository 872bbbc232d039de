import { formatDecimal } from "../units/formatDecimal.ts";
import { SIGNALS_HEADER } from "./parseSignalsCsv.ts";
import type { SignalReading } from "./tokenSignal.ts";

/** Readings of signals as the text that `parseSignalsCsv` reads back to the same: by date, then id. */
export function writeSignalsCsv(readings: readonly SignalReading[]): string {
  const lines = readings
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .flatMap(({ date, signals }) =>
      signals
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, trend = "", grade, fundamental }) =>
          [date, id, trend, points(grade), points(fundamental)].join(","),
        ),
    );
  return [SIGNALS_HEADER, ...lines, ""].join("\n");
}

function points(value: bigint | undefined): string {
  return value === undefined ? "" : formatDecimal(value, 18, 18).replace(/\.?0+$/, "");
}

import { MalformedDecimalError } from "../units/errors.ts";
import { parseDecimal } from "../units/parseDecimal.ts";
import type { CsvLine } from "./readCsv.ts";

/** D18 Reads a cell as a decimal number of at least `minimum`, digits beyond the 18th cut. `noun` names it in errors. */
export function readAmount(line: CsvLine, column: string, noun: string, minimum: 0n | 1n): bigint {
  const text = line.cell(column);
  if (text === "") throw line.malformed(column, `a ${noun} (missing ${noun})`);
  const value = parseAmount(line, column, noun);
  if (value < minimum)
    throw line.malformed(
      column,
      minimum === 0n ? `a ${noun} of zero or more` : `a ${noun} above zero (at 18 decimals)`,
    );
  return value;
}

function parseAmount(line: CsvLine, column: string, noun: string): bigint {
  try {
    return parseDecimal(line.cell(column), 18);
  } catch (error) {
    if (error instanceof MalformedDecimalError)
      throw line.malformed(column, `a ${noun} as ${error.expected}`);
    throw error;
  }
}

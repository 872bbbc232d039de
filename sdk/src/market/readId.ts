import type { CsvLine } from "./readCsv.ts";

/** What an id of the market's rows looks like. */
export const ID_PATTERN = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/** Reads a cell as an id. */
export function readId(line: CsvLine, column: string): string {
  const id = line.cell(column);
  if (!ID_PATTERN.test(id))
    throw line.malformed(
      column,
      "an id of lower case letters, digits, dots, dashes and underscores",
    );
  return id;
}

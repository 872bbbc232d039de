import { MalformedFileError } from "./errors.ts";

/** One data line of a CSV file, able to name itself in an error. */
export type CsvLine = {
  /** The cell of a column of the header. */
  readonly cell: (column: string) => string;
  /** The error that says what was expected in that column of this line. */
  readonly malformed: (column: string, expected: string) => MalformedFileError;
};

/** Splits a plain CSV text (no quotes) and insists on the exact header and on every line having its columns. Empty lines may end it. */
export function readCsv(text: string, fileName: string, header: string): CsvLine[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n/g, "\n")
    .replace(/\n+$/, "")
    .split("\n");
  if (lines[0] !== header)
    throw new MalformedFileError({
      fileName,
      line: 1,
      column: "header",
      expected: `the header ${header}`,
      found: lines[0] ?? "",
    });
  if (lines.length === 1)
    throw new MalformedFileError({
      fileName,
      line: 2,
      column: "all",
      expected: "at least one row",
      found: "",
    });
  const columns = header.split(",");
  return lines.slice(1).map((content, index) => readLine(content, index + 2, fileName, columns));
}

function readLine(
  content: string,
  line: number,
  fileName: string,
  columns: readonly string[],
): CsvLine {
  const cells = content.split(",");
  if (cells.length !== columns.length) {
    const expected = `${columns.length} columns (${columns.join(",")}), not ${cells.length}`;
    throw new MalformedFileError({ fileName, line, column: "all", expected, found: content });
  }
  const cell = (column: string): string => cells[columns.indexOf(column)] ?? "";
  return {
    cell,
    malformed: (column, expected) =>
      new MalformedFileError({ fileName, line, column, expected, found: cell(column) }),
  };
}

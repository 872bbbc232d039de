import { PermanentError } from "../units/PermanentError.ts";

export type MalformedFile = {
  readonly fileName: string;
  readonly line: number; // counted from 1
  readonly column: string;
  readonly expected: string;
  readonly found: string;
};

/** A market data file breaks its format. Nothing of the file is used: a partial market is worse than none. */
export class MalformedFileError extends PermanentError {
  override readonly name = "Market.MalformedFileError";
  readonly where: MalformedFile;

  constructor(where: MalformedFile) {
    const found = where.found === "" ? "nothing" : JSON.stringify(where.found.slice(0, 60)); // foreign text stays quoted and short
    super(
      `${where.fileName}, line ${where.line}, column ${where.column}: expected ${where.expected}, found ${found}. ` +
        "Correct the file or take it away; none of it was used.",
    );
    this.where = where;
  }
}

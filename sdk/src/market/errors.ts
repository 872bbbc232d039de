import { PermanentError } from "../units/errors.ts";

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

/** Prices and market caps part: a unit was changed, or a row is wrong. Nothing is computed across that. */
export class UnexplainedChangeError extends PermanentError {
  override readonly name = "Market.UnexplainedChangeError";
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    const more = findings.length > 20 ? `; and ${findings.length - 20} more` : "";
    super(
      `Prices, or prices and market caps, part by 100 times or more: ${findings.slice(0, 20).join("; ")}${more}. ` +
        "Say in changes.csv what became of the unit (a factor, a successor, or a factor of 1 where both rows are right), or correct the rows.",
    );
    this.findings = findings;
  }
}

/** A successor has rows of its own while its predecessor still has some: two assets cannot be one. */
export class UnusableChangeError extends PermanentError {
  override readonly name = "Market.UnusableChangeError";

  constructor(id: string, date: string) {
    super(
      `changes.csv makes two rows of ${id} on ${date}. Give the first date on which the rows have the successor, and one predecessor each.`,
    );
  }
}

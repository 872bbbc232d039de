import { PermanentError } from "../units/PermanentError.ts";

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

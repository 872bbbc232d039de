import { PermanentError } from "./PermanentError.ts";

/** A text is not a finite decimal number, or does not fit the decimals that were asked for. */
export class MalformedDecimalError extends PermanentError {
  override readonly name = "Units.MalformedDecimalError";
  readonly expected: string;

  constructor(text: string, expected: string) {
    super(
      `${JSON.stringify(text.slice(0, 40))} is not ${expected}. Write it like 12.5 or 1.25e-3.`,
    );
    this.expected = expected;
  }
}

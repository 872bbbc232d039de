/** Family of errors that a retry cannot cure: somebody has to change an input first. */
export abstract class PermanentError extends Error {}

/** Family of errors that may pass by themselves: hold what is held, and ask again later. */
export abstract class RetryableError extends Error {}

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

/** A text is no JSON document, or names a key twice. */
export class MalformedJsonError extends PermanentError {
  override readonly name = "Units.MalformedJsonError";
  readonly line: number; // counted from 1
  readonly column: number; // {UTF-16 code unit} counted from 1
  readonly expected: string;
  readonly found: string;

  constructor(source: string, at: number, expected: string) {
    const before = source.slice(0, at).split("\n");
    const [line, column] = [before.length, (before.at(-1) ?? "").length + 1];
    const found = /[^\n]{0,20}/.exec(source.slice(at))?.[0] ?? "";
    super(
      `line ${line}, column ${column}: expected ${expected}, found ${found === "" ? "the end" : JSON.stringify(found)}.`,
    );
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.found = found;
  }
}

import { PermanentError } from "./PermanentError.ts";

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

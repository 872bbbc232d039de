import { PermanentError } from "../units/PermanentError.ts";

/** No built-in rules have this name. */
export class UnknownRulesError extends PermanentError {
  override readonly name = "Rules.UnknownRulesError";

  constructor(name: string, known: readonly string[]) {
    super(
      `There are no rules ${JSON.stringify(name.slice(0, 60))}. Built in: ${known.join(", ")}.`,
    );
  }
}

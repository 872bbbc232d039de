import { PermanentError, RetryableError } from "../units/errors.ts";

/** No weights can keep the maximum and the minimum weight for these components. */
export class InfeasibleWeightsError extends PermanentError {
  override readonly name = "Rules.InfeasibleWeightsError";

  constructor(components: number, total: string, maximum: string, minimum: string) {
    super(
      `${components} components cannot share a weight of ${total} with at most ${maximum} and at least ${minimum} each. ` +
        "Hold, and check the market's rows, or change maximumWeight or minimumWeight.",
    );
  }
}

/** Current weights are not a whole portfolio, so no change can be derived from them. */
export class MalformedHoldingsError extends PermanentError {
  override readonly name = "Rules.MalformedHoldingsError";

  constructor(fault: string) {
    super(
      `The current weights are malformed: ${fault}. Read the holdings again; each id counts once and all weights sum to one.`,
    );
  }
}

/** A rules document breaks its schema or contradicts itself. */
export class MalformedRulesError extends PermanentError {
  override readonly name = "Rules.MalformedRulesError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The rules document is malformed: ${faults.join("; ")}. Correct it; no default is assumed.`,
    );
    this.faults = faults;
  }
}

/** A reading is empty, partial, stale or doubtful. It never means "sell": hold what is held and read again later. */
export class SignalUnavailableError extends RetryableError {
  override readonly name = "Signals.SignalUnavailableError";

  /** What is missing, without advice. */
  readonly fault: string;

  constructor(fault: string) {
    super(
      `${fault} Nothing is decided on this; hold, and read again when the source has recovered.`,
    );
    this.fault = fault;
  }
}

/** A value has no canonical JSON text. */
export class UnencodableValueError extends PermanentError {
  override readonly name = "Rules.UnencodableValueError";

  constructor(path: string, found: string) {
    super(
      `${path.slice(0, 120)} is ${found}, which canonical JSON cannot hold. Give amounts as bigint and leave out what is not known.`,
    );
  }
}

/** No built-in rules have this name. */
export class UnknownRulesError extends PermanentError {
  override readonly name = "Rules.UnknownRulesError";

  constructor(name: string, known: readonly string[]) {
    super(
      `There are no rules ${JSON.stringify(name.slice(0, 60))}. Built in: ${known.join(", ")}.`,
    );
  }
}

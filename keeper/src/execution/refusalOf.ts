import { CallRefusedForNowError, CallRevertedError, GasOverCapError } from "./errors.ts";

/** A simulation that reverted with an error of the contracts. */
export type Revert = CallRefusedForNowError | CallRevertedError;

/**
 * Why a simulation failed: the epoch, which somebody else may have ended; the budgets; one or more components; or the size of
 * the transaction.
 */
export type Refusal =
  | { readonly about: "epoch" | "budget" | "components"; readonly error: Revert }
  | { readonly about: "size"; readonly error: GasOverCapError };

const SUBJECTS: Readonly<Record<string, "epoch" | "budget" | "everything">> = {
  NoOpenEpoch: "epoch",
  EpochMismatch: "epoch",
  EpochExpired: "epoch",
  TradingIsPaused: "epoch",
  LossOverEpochCap: "budget",
  LossOverLimit: "budget",
  LossOverFallbackHalf: "budget",
  TurnoverOverLimit: "budget",
  MissingRole: "everything",
  SignerIsBlocked: "everything",
  SequencerDown: "everything",
  SequencerRecovering: "everything",
  SequencerUnknown: "everything",
  SequencerUnreadable: "everything",
};

/** Sorts a failure of a simulation. Undefined if no other trade would fare better, and if nothing was refused. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof GasOverCapError) return { about: "size", error };
  if (!(error instanceof CallRefusedForNowError) && !(error instanceof CallRevertedError))
    return undefined;
  const about = SUBJECTS[error.errorName ?? ""] ?? "components";
  return about === "everything" ? undefined : { about, error };
}

import type { Address } from "viem";
import { PermanentError } from "../units/PermanentError.ts";

/** The index has not started this epoch. */
export class NoSuchEpochError extends PermanentError {
  override readonly name = "Snapshot.NoSuchEpochError";

  constructor(vault: Address, epoch: number, started: readonly number[]) {
    const known =
      started.length === 0
        ? "it has started none"
        : `it has started epochs ${started[0]} to ${started.at(-1)}`;
    super(
      `The index ${vault} has no epoch ${epoch}: ${known} in the blocks looked at. Check the address, the node, and the number.`,
    );
  }
}

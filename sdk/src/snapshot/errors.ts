import { PermanentError } from "../units/errors.ts";
import type { Address } from "viem";

/** What is wrong at a place of a document: `$.rows[3].price`. */
export type PathFault = { readonly path: string; readonly fault: string };

/** A snapshot breaks its format. Nothing is derived from it. */
export class MalformedSnapshotError extends PermanentError {
  override readonly name = "Snapshot.MalformedSnapshotError";
  readonly faults: readonly PathFault[];

  constructor(faults: readonly PathFault[]) {
    const [first, ...more] = faults;
    const others = more.length === 0 ? "" : ` (and ${more.length} more faults)`;
    super(
      `The snapshot is malformed: ${first?.path ?? "$"} ${first?.fault ?? ""}${others}. Get it again from who published it.`,
    );
    this.faults = faults;
  }
}

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

/** The index holds a component that the configuration has no id for, so the rules cannot say what becomes of it. */
export class UnknownComponentError extends PermanentError {
  override readonly name = "Decision.UnknownComponentError";

  constructor(token: Address) {
    super(
      `The index holds ${token}, which no id stands for. Add it to the components; nothing is decided without it.`,
    );
  }
}

/** Target weights do not sum to exactly one: a fault of this program. */
export class WeightsNotOneError extends PermanentError {
  override readonly name = "Decision.WeightsNotOneError";

  constructor(sum: bigint) {
    super(`The target weights sum to ${sum} and not to one. Nothing is submitted; report this.`);
  }
}

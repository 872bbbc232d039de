import type { Hex } from "viem";

/** What a verification says of an epoch. */
export type EpochReport = {
  readonly epoch: number;
  readonly snapshotHash: Hex;
  readonly rulesHash: Hex;
  readonly verified: boolean;
  readonly checks: readonly EpochCheck[];
};

/**
 * `holds` and `wrong` were checked. `not checked` could have been, with a node that keeps old state or with a document that
 * can be read. `hash only` stands on no chain: all that is known of it is that the published bytes are those of the start.
 */
export type EpochCheck = {
  readonly subject: string;
  readonly result: "holds" | "wrong" | "not checked" | "hash only";
  readonly detail: string;
  readonly faults: readonly EpochFault[];
};

/** One thing that is wrong, and where. */
export type EpochFault = {
  readonly file: string | undefined;
  readonly path: string | undefined; // $.rows[3].price
  readonly message: string;
};

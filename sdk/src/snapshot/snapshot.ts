import type { Address, Hex } from "viem";

import type { Listing } from "../chain/listing.ts";
import type { DailyClose, MarketRow, MarketWeek } from "../market/market.ts";
import type { Regime } from "../rules/regime.ts";
import type { SignalReading } from "../market/tokenSignal.ts";

/** All inputs of one decision but the rules. Published in canonical JSON; keccak256 of those bytes is on chain. */
export type Snapshot = {
  readonly version: 1;
  readonly asOf: string; // YYYY-MM-DD
  readonly chainId: number;
  readonly vault: Address;
  /** What is on chain was read at this block. */
  readonly block: {
    readonly number: bigint;
    readonly timestamp: bigint; // {s}
    readonly hash: Hex;
  };
  /** What an index is for ever, as far as a decision depends on it. */
  readonly constitution: {
    readonly usdc: Address;
    readonly bearAllowed: boolean;
    readonly minInterval: bigint; // {s}
  };
  /** The latest epoch before this decision; number zero before the first. */
  readonly epoch: {
    readonly number: number;
    readonly open: boolean;
    readonly startedAt: bigint; // {s}
    readonly deadline: bigint; // {s}
  };
  readonly regime: { readonly value: Regime; readonly since: bigint /* {s} */ };
  readonly windingDown?: true; // the index is being wound down; absent otherwise
  readonly supply: bigint; // {share}
  readonly holdings: readonly SnapshotHolding[]; // in basket order
  readonly listings: readonly SnapshotListing[]; // by token, everything held among them
  readonly components: readonly SnapshotComponent[]; // by id
  readonly rows: readonly MarketRow[]; // by id
  readonly closes: readonly DailyClose[]; // ascending, as many as the regime looks at
  readonly excluded: readonly string[]; // ids, sorted
  /** What follows is there only where the rules ask for it. Earlier readings, ascending, their rows by id. */
  readonly history?: readonly MarketWeek[];
  readonly signals?: readonly SignalReading[]; // ascending, the latest last, each by id
  readonly vote?: Regime; // what a second source says of the regime
};

export type SnapshotHolding = {
  readonly token: Address;
  readonly held: bigint; // {tok} balance less owed
  readonly carried: boolean;
};

/** Without a good price, `price` is null. */
export type SnapshotListing = Omit<Listing, "price"> & { readonly price: bigint | null };

/** Which token stands for an id of the market's rows, and whether the keeper knows where to trade it. */
export type SnapshotComponent = {
  readonly id: string;
  readonly token: Address;
  readonly routed: boolean;
};

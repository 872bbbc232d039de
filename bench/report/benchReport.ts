import type { Conditions } from "./conditions.ts";

/** A call of an index that is measured. */
export type Work =
  "createIndex" | "startEpoch" | "trades" | "issue" | "issueCallback" | "redeem" | "buy" | "sell";

/** One measured call beside the same work done by the floor. */
export type BenchRow = Conditions & {
  readonly work: Work;
  readonly n: number; // {components} besides USDC
  readonly state: "first" | "warm";
  readonly venue: "v3" | "v4" | "none";
  readonly gas: number | null; // {gas} used by the mined transaction
  readonly floor: number | null; // {gas} of the floor contract
  readonly setV2: null;
  readonly router: null;
  readonly ratioFloor: number | null; // {1} gas / floor, four decimals
  readonly ratioSetV2: null;
  readonly reason?: string; // why a figure is null
};

/** What one more component costs, between the smallest and the largest basket. */
export type Slope = {
  readonly work: Work;
  readonly state: BenchRow["state"];
  readonly venue: BenchRow["venue"];
  readonly gas: number; // {gas/component}
  readonly floor: number | null; // {gas/component}
};

/** A trade of one sale and one purchase in baskets of several sizes: what a leg costs may not depend on the basket. */
export type PairTrade = { readonly n: number; readonly gas: number; readonly floor: number };

/** What a leg costs in the largest basket over the smallest. */
export type LegCost = {
  readonly fewest: number; // {components}
  readonly most: number; // {components}
  readonly together: { readonly gas: number | null; readonly floor: number | null }; // {1} a leg of all in one transaction, what is paid once shared
  readonly next: { readonly gas: number | null; readonly floor: number | null }; // {1} one more leg in a transaction
  readonly pair: { readonly gas: number | null; readonly floor: number | null }; // {1} two legs in a transaction of their own
};

/** {gas} Where a transaction's gas goes. All but the refund sum to what it would use without one. */
export type OpcodeClasses = {
  readonly intrinsic: number; // of the transaction and its calldata
  readonly storage: number; // slots, transient slots, code that is written or copied
  readonly calls: number; // calls themselves, with precompiles, without what they run
  readonly logs: number;
  readonly compute: number; // everything else, memory and hashing among it
  readonly refund: number;
};

export type OpcodeRow = Pick<BenchRow, "work" | "n" | "state" | "venue"> & {
  readonly ours: OpcodeClasses;
  readonly floor: OpcodeClasses | null;
};

/** What the figures depend on. */
export type Versions = {
  readonly solc: string;
  readonly evmVersion: string;
  readonly optimizerRuns: number;
  readonly viaIR: boolean;
  readonly node: string;
  readonly hardhat: string;
  readonly edr: string; // the chain that Hardhat runs
  readonly openzeppelin: string;
  readonly uniswapV3Core: string;
  readonly uniswapV4Core?: string; // since it is measured
};

/** How long something takes on the machine that ran it, beside the most that it may take. */
export type TimeRow = {
  readonly work: string;
  readonly n: number; // {name} in the market, or {components} besides USDC
  readonly ms: number; // {ms} of a processor, a node's in this process included
  readonly clockMs?: number; // {ms} that somebody waited meanwhile, on a machine that may have had other work
  readonly requests?: number; // to the node
  readonly reference: number; // {ms}
  readonly ratio: number; // {1} ms / reference, four decimals
};

export type BenchReport = {
  readonly versions: Versions;
  readonly rows: readonly BenchRow[];
  readonly slopes: readonly Slope[];
  readonly pairs: readonly PairTrade[];
  readonly legCost: LegCost | null; // null where only one size was measured
  readonly opcodes: readonly OpcodeRow[];
  readonly sizes: Readonly<Record<string, number>>; // {byte} runtime code
  readonly times: readonly TimeRow[];
};

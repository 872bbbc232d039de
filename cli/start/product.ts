import type { PublicClient } from "viem";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import type { LocalSheaf } from "../../demo/setUpSheaf.ts";
import type { StartedIndex } from "./createIndexes.ts";

/** The product on a local chain: its contracts, its market and its indexes. */
export type Product = {
  readonly local: LocalSheaf;
  readonly client: PublicClient;
  readonly indexes: readonly StartedIndex[];
  readonly documents: string; // folder of the published rules and snapshots
};

/** The keeper's week of one index. */
export type IndexWeek = {
  readonly index: StartedIndex;
  readonly summary: WeekSummary;
  readonly reading: { readonly close: bigint; readonly mean: bigint }; // D18{usd} of the leader
  readonly ranAt: number; // {s} chain time
};

import type { Listing } from "@sheaf/sdk/chain/listing";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

import type { IndexState } from "../execution/indexState.ts";
import type { Routes } from "../execution/parseRoutes.ts";
import type { MarketReading } from "../signals/createMarketSignals.ts";
import type { ComponentIds } from "./componentIds.ts";

/** What one decision follows from. */
export type DecisionInputs = {
  readonly rules: Rules;
  readonly reading: MarketReading;
  readonly index: IndexState;
  readonly listings: readonly Listing[]; // of all components, at the index's block
  readonly components: ComponentIds;
  readonly routes: Routes;
  readonly asOf: string; // YYYY-MM-DD
  readonly deadlineAfter?: bigint; // {s} from the latest block on
};

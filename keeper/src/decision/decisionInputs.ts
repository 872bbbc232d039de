import type { Address } from "viem";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Listing } from "@sheaf/sdk/chain/listing";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

import type { MarketReading } from "../signals/createMarketSignals.ts";

/** Token for each id of the market's rows. USDC is in it under the rules' settlement id. */
export type ComponentIds = ReadonlyMap<string, Address>;

/** All inputs of one decision. */
export type DecisionInputs = {
  readonly rules: Rules;
  readonly reading: MarketReading;
  readonly index: IndexState;
  readonly listings: readonly Listing[]; // of all components, at the index's block
  readonly components: ComponentIds;
  readonly routes: ReadonlyMap<Address, unknown>; // its keys are the components that can be traded
  readonly asOf: string; // YYYY-MM-DD
  readonly deadlineAfter?: bigint; // {s} from the latest block on
};

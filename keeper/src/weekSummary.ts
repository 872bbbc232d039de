import type { Address, Hex } from "viem";
import type { FlipEstimate } from "@sheaf/sdk/plan/estimateFlip";
import type { SkippedLeg } from "@sheaf/sdk/plan/plan";
import type { Regime } from "@sheaf/sdk/rules/regime";
import type { DecidedTarget } from "@sheaf/sdk/snapshot/deriveEpoch";
import type { LeftOut } from "@sheaf/sdk/snapshot/troubledStables";
import type { Snapshot } from "@sheaf/sdk/snapshot/snapshot";

export type SetAside = { readonly token: Address; readonly reason: string };

export type GasUse = {
  readonly label: "startEpoch" | "settleClaims" | "trade" | "failed trade" | "closeEpoch";
  readonly hash: Hex;
  readonly gasUsed: bigint;
};

export type WeekSummary = {
  readonly asOf: string;
  /** `started` began an epoch, `resumed` went on with an open one, `held` did nothing. */
  readonly outcome: "started" | "resumed" | "held";
  readonly reason: string | undefined; // why it was held, or not started
  readonly regime: Regime; // from now on
  readonly flipped: boolean;
  readonly flip: FlipEstimate | undefined; // what leaving for USDC would have cost before this week's trades
  readonly epoch: number; // the latest
  readonly entered: readonly string[]; // ids
  readonly left: readonly string[]; // ids
  readonly targets: readonly DecidedTarget[];
  readonly leftOut: readonly LeftOut[];
  readonly snapshot: Snapshot | undefined; // to be published
  readonly trades: number; // legs done
  readonly skipped: readonly SkippedLeg[];
  /** Components that stopped trades or lost balance: the run went on without them. */
  readonly setAside: readonly SetAside[];
  readonly warnings: readonly string[];
  readonly turnover: bigint; // WAD of NAV, the greater of what was sold and what was bought, USDC apart
  readonly cost: bigint; // WAD of NAV, what the trades took from the loss budget
  readonly gas: readonly GasUse[];
  readonly maxTxGas: bigint; // {gas}
  readonly closed: "settled" | "incomplete" | "open" | "none";
};

import type { Address, Client } from "viem";
import { readListings } from "@sheaf/sdk/chain/readListings";
import { estimateFlip } from "@sheaf/sdk/plan/estimateFlip";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import type { EpochOrder } from "@sheaf/sdk/chain/epochOrder";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Routes } from "@sheaf/sdk/chain/parseRoutes";
import type { FlipEstimate } from "@sheaf/sdk/plan/estimateFlip";
import type { Plan } from "@sheaf/sdk/plan/plan";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

import { checkChain } from "./execution/checkChain.ts";
import { closeEpoch } from "./execution/closeEpoch.ts";
import { executePlan } from "./execution/executePlan.ts";
import { observeIndex } from "./execution/observeIndex.ts";
import { planInputsOf } from "./execution/planInputsOf.ts";
import { startEpoch } from "./execution/startEpoch.ts";
import { UsdcPriceMissingError } from "./execution/errors.ts";
import type { Chunking } from "./execution/executePlan.ts";
import type { Signer } from "./execution/sendTransaction.ts";
import type { StartReport } from "./execution/startEpoch.ts";
import type { TradeReport } from "./execution/sendTrade.ts";
import type { MarketReading, SignalSource } from "./signals/createMarketSignals.ts";
import { decideEpoch } from "./decision/decideEpoch.ts";
import { summarizeWeek } from "./summarizeWeek.ts";
import type { ComponentIds } from "./decision/decisionInputs.ts";
import type { Decision } from "./decision/decideEpoch.ts";
import type { DecisionDocuments } from "./publishDecision.ts";
import type { GasUse, WeekSummary } from "./weekSummary.ts";

export type WeekInputs = {
  readonly client: Client;
  readonly chainId: number;
  readonly vault: Address;
  readonly executor: Address;
  readonly lens: Address; // that reads the pools of the routes
  readonly strategist: Signer; // starts
  readonly keeper: Signer; // trades and closes
  readonly rules: Rules;
  readonly signals: SignalSource<MarketReading>;
  readonly components: ComponentIds;
  readonly routes: Routes;
  readonly asOf: string; // YYYY-MM-DD
  readonly limits?: Partial<PlanLimits>;
  readonly maximumTrades?: number;
  readonly chunking?: Chunking;
  readonly deadlineAfter?: bigint; // {s}
  /** Puts a decision where everybody can read it, before its epoch is started. */
  readonly publish?: (decision: DecisionDocuments) => Promise<void>;
  readonly onProgress?: (progress: WeekProgress) => void;
};

/** What happens, as it happens. */
export type WeekProgress =
  | { readonly step: "read"; readonly index: IndexState }
  | {
      readonly step: "decided";
      readonly decision: Decision;
      readonly flip: FlipEstimate | undefined; // what leaving for USDC would cost now
    }
  | { readonly step: "started"; readonly order: EpochOrder; readonly start: StartReport }
  | { readonly step: "planned"; readonly plan: Plan; readonly index: IndexState }
  | { readonly step: "traded"; readonly trade: TradeReport }
  | { readonly step: "closed"; readonly closed: "settled" | "incomplete" | "open" };

/**
 * One week: reads the signals, decides, starts an epoch, trades it to its targets, closes it. What the chain says is the
 * only progress there is: called again after a crash it goes on where it stood. Without a good reading it holds, and
 * still finishes an epoch that is open.
 */
export async function runWeek(inputs: WeekInputs): Promise<WeekSummary> {
  const { client, chainId, vault, lens, routes, onProgress } = inputs;
  await checkChain(client, chainId);
  const index = await observeIndex({ client, vault, lens, routes });
  onProgress?.({ step: "read", index });
  const decision = await decide(inputs, index);
  const flip = flipOf(inputs, index);
  onProgress?.({ step: "decided", decision, flip });

  const gas: GasUse[] = [];
  let epoch = { number: index.epoch.number, fromBlock: index.block.number };
  let since = index.block.number;
  if (decision.kind === "start") {
    await inputs.publish?.({ snapshot: decision.snapshot, rules: inputs.rules });
    const start = await startEpoch(
      { client, chainId, vault, signer: inputs.strategist },
      decision.order,
    );
    gas.push({ label: "startEpoch", hash: start.hash, gasUsed: start.gasUsed });
    epoch = { ...epoch, number: start.number };
    since = start.blockNumber;
    onProgress?.({ step: "started", order: decision.order, start });
  } else if (!index.epoch.open) {
    return summarizeWeek({
      asOf: inputs.asOf,
      before: index,
      after: index,
      decision,
      flip,
      gas,
      execution: undefined,
      closed: "none",
    });
  }

  const execution = await trade(inputs, since);
  gas.push(
    ...execution.settlements.map(gasAs("settleClaims")),
    ...execution.trades.map(gasAs("trade")),
    ...execution.failedTrades.map(gasAs("failed trade")),
  );
  const close = await closeEpoch(
    { client, chainId, vault, signer: inputs.keeper, since: execution.since },
    epoch,
  );
  if (close.closed !== "open" && close.by === "us") gas.push(gasAs("closeEpoch")(close));
  onProgress?.({ step: "closed", closed: close.closed });
  return summarizeWeek({
    asOf: inputs.asOf,
    before: index,
    after: execution.index,
    decision,
    flip,
    gas,
    execution,
    closed: close.closed,
  });
}

function gasAs(label: GasUse["label"]): (sent: Omit<GasUse, "label">) => GasUse {
  return ({ hash, gasUsed }) => ({ label, hash, gasUsed });
}

async function trade(
  {
    client,
    chainId,
    vault,
    keeper,
    executor,
    lens,
    routes,
    limits,
    maximumTrades,
    chunking,
    onProgress,
  }: WeekInputs,
  since: bigint,
): ReturnType<typeof executePlan> {
  return executePlan(
    { client, chainId, vault, signer: keeper, since },
    {
      executor,
      lens,
      routes,
      ...(limits === undefined ? {} : { limits }),
      ...(maximumTrades === undefined ? {} : { maximumTrades }),
      ...(chunking === undefined ? {} : { chunking }),
      onPlan: (plan, index) => onProgress?.({ step: "planned", plan, index }),
      onTrade: (report) => onProgress?.({ step: "traded", trade: report }),
    },
  );
}

/** What a change to bear would cost from here; undefined where no price of USDC says what anything costs. */
function flipOf({ limits }: WeekInputs, index: IndexState): FlipEstimate | undefined {
  try {
    return estimateFlip(planInputsOf(index, limits === undefined ? {} : { limits }));
  } catch (error) {
    if (error instanceof UsdcPriceMissingError) return undefined;
    throw error;
  }
}

/** Signals that are not healthy mean: hold. */
async function decide(
  { client, rules, signals, components, routes, asOf, deadlineAfter }: WeekInputs,
  index: IndexState,
): Promise<Decision> {
  const { registry, oracle } = index.constitution;
  try {
    const reading = await signals.read(new Date(`${asOf}T00:00:00Z`));
    const ids = [...reading.rows, ...(rules.stables ?? [])].map(({ id }) => id);
    const tokens = [...new Set(ids.flatMap((id) => components.get(id) ?? []))];
    const listings = await readListings({
      client,
      registry,
      oracle,
      tokens,
      blockNumber: index.block.number,
    });
    return decideEpoch({
      rules,
      reading,
      index,
      listings,
      components,
      routes,
      asOf,
      ...(deadlineAfter === undefined ? {} : { deadlineAfter }),
    });
  } catch (error) {
    if (!(error instanceof SignalUnavailableError)) throw error;
    return {
      kind: "hold",
      reason: error.message,
      regime: { regime: index.regime.value, flipped: false, close: 0n, mean: 0n },
      leftOut: [],
    };
  }
}

import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { WAD } from "@sheaf/sdk/units/wad";
import type { FlipEstimate } from "@sheaf/sdk/plan/estimateFlip";

import { navOf } from "./execution/navOf.ts";
import type { ExecutionReport } from "./execution/executePlan.ts";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { TradeResult } from "./execution/sendTrade.ts";
import type { Decision } from "./decision/decideEpoch.ts";
import type { GasUse, WeekSummary } from "./weekSummary.ts";

export type SummaryInputs = {
  readonly asOf: string;
  readonly before: IndexState;
  readonly after: IndexState;
  readonly decision: Decision;
  readonly flip: FlipEstimate | undefined;
  readonly gas: readonly GasUse[];
  readonly execution: ExecutionReport | undefined;
  readonly closed: WeekSummary["closed"];
};

/** What a week came to. */
export function summarizeWeek({
  asOf,
  before,
  after,
  decision,
  flip,
  gas,
  execution,
  closed,
}: SummaryInputs): WeekSummary {
  const started = decision.kind === "start";
  const targets = started ? decision.targets : [];
  const holds = new Map(before.components.map(({ token, held, dust }) => [token, held > dust]));
  const carried = new Set(
    after.components.filter((component) => component.carried).map(({ token }) => token),
  );
  const { usdc } = before.constitution;
  const others = targets.filter(({ token }) => token !== usdc);
  const trades = execution?.trades ?? [];
  return {
    asOf,
    outcome: started ? "started" : execution === undefined ? "held" : "resumed",
    reason: started ? undefined : decision.reason,
    regime: decision.regime.regime,
    flipped: decision.regime.flipped,
    flip,
    epoch: after.epoch.number,
    entered: others
      .filter(({ token, weight }) => weight > 0n && holds.get(token) !== true)
      .map(({ id }) => id)
      .sort(),
    left: others
      .filter(
        ({ token, weight }) => weight === 0n && holds.get(token) === true && !carried.has(token),
      )
      .map(({ id }) => id)
      .sort(),
    targets,
    leftOut: decision.leftOut,
    snapshot: started ? decision.snapshot : undefined,
    trades: trades.reduce((sum, { legs }) => sum + legs, 0),
    skipped: execution?.skipped ?? [],
    setAside: execution?.setAside ?? [],
    warnings: execution?.warnings ?? [],
    turnover: turnoverOf(
      trades.flatMap(({ sold }) => sold),
      trades.flatMap(({ bought }) => bought),
      before,
    ),
    cost: trades.reduce((sum, { loss }) => sum + loss, 0n),
    gas,
    maxTxGas: gas.reduce((most, { gasUsed }) => (gasUsed > most ? gasUsed : most), 0n),
    closed,
  };
}

/** WAD of the NAV before. */
function turnoverOf(
  sold: readonly TradeResult[],
  bought: readonly TradeResult[],
  index: IndexState,
): bigint {
  const valueIn = (results: readonly TradeResult[]): bigint =>
    results.reduce(
      (sum, { token, value }) => (token === index.constitution.usdc ? sum : sum + value),
      0n,
    );
  const [out, back] = [valueIn(sold), valueIn(bought)];
  const nav = navOf(index);
  return nav === 0n ? 0n : mulDivDown(out > back ? out : back, WAD, nav);
}

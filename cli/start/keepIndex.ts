import { publishDecision } from "@sheaf/keeper/publishDecision";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { Market, MarketWeek } from "@sheaf/sdk/market/market";
import type { DecidedTarget } from "@sheaf/sdk/snapshot/deriveEpoch";

import { mergeWeeks } from "../../demo/mergeWeeks.ts";
import { weekInputs } from "../../demo/weekInputs.ts";
import { alignPools } from "../../market/alignPools.ts";
import type { MarketName } from "../../market/LocalMarket.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import type { StartedIndex } from "./createIndexes.ts";
import { feedRows } from "./feedRows.ts";
import type { IndexWeek, Product } from "./product.ts";

const HOUR = 3600; // {s}
const REFILL = 600; // {s} after which arbitrage has refilled the pools
const VISITS = 6;

export type KeptWeek = {
  readonly market: Market;
  readonly week: MarketWeek;
};

/**
 * The keeper's week of one index. Liquidity follows the week's prices only in the pools that the decision trades in: that is
 * most of what a week of a hundred pools costs. While the epoch is not settled the keeper returns an hour later.
 */
export async function keepIndex(
  { local, client, documents }: Product,
  index: StartedIndex,
  { market, week }: KeptWeek,
): Promise<IndexWeek> {
  const { plan, vault } = index;
  const { names } = local.market;
  const traded = new Map<string, MarketName>();
  const pools = { operator: local.market.operator, names: traded };
  const tend = async (ids: Iterable<string>): Promise<void> => {
    for (const id of ids) {
      const name = names.get(id);
      if (name !== undefined) traded.set(id, name);
    }
    await moveMarket(
      local.market,
      [],
      feedRows(market, week.date).filter(({ id }) => traded.has(id)),
    );
  };

  let targets: readonly DecidedTarget[] = [];
  let reading: IndexWeek["reading"] | undefined;
  const { time } = local.connection.networkHelpers;
  const usual = await weekInputs({ ...local, vault }, client, {
    ...{ market, rules: plan.rules, asOf: week.date },
    snapshotsDirectory: undefined,
  });
  const inputs: typeof usual = {
    ...usual,
    chunking: {
      gas: usual.chunking?.gas ?? 0n,
      pause: async () => {
        await time.increase(REFILL);
        await alignPools(pools);
      },
    },
    onProgress: (progress) => {
      if (progress.step !== "decided") return;
      const { decision } = progress;
      reading ??= decision.regime;
      if (decision.kind === "start") ({ targets } = decision);
    },
    publish: async (decision) => {
      await publishDecision(documents, decision);
      await tend(targets.filter(({ reason }) => reason !== "inside band").map(({ id }) => id));
    },
  };
  if ((await vault.epoch()).open) await tend(names.keys());
  let summary = await runWeek(inputs);
  for (let visit = 1; visit < VISITS && summary.closed === "open"; visit++) {
    await alignPools(pools);
    await time.increase(HOUR);
    summary = mergeWeeks(summary, await runWeek(inputs));
  }
  return {
    index,
    summary,
    reading: reading ?? { close: 0n, mean: 0n },
    ranAt: await time.latest(),
  };
}

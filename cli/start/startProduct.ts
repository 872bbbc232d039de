import { join } from "node:path";

import { showElapsed } from "@sheaf/commands/showElapsed";

import { LOCAL_CHAIN_ID } from "../../demo/localChain.ts";
import { configOf } from "./configOf.ts";
import { drawProgress } from "./drawProgress.ts";
import { keeperReportOf } from "./keeperReportOf.ts";
import { keepLiving } from "./keepLiving.ts";
import { keepStill } from "./keepStill.ts";
import { loadHistory } from "./loadHistory.ts";
import type { HistoryOptions } from "./loadHistory.ts";
import { openFaucet } from "./openFaucet.ts";
import { planIndexes } from "./planIndexes.ts";
import type { Product } from "./product.ts";
import { progressLine } from "./progressLine.ts";
import { replayHistory } from "./replayHistory.ts";
import { handleRequest } from "./server/handleRequest.ts";
import { openServer } from "./server/openServer.ts";
import { setUpProduct } from "./setUpProduct.ts";
import { tokenList } from "./tokenList.ts";
import { weekText } from "./weekText.ts";
import { writeReady } from "./writeReady.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const APP = join(ROOT, "app", "dist");
const PORT = 4600;
/** {ms} A block at least this often, so that ages move while nobody trades. */
const BLOCK_TIME = 12_000;

export type StartOptions = Omit<HistoryOptions, "now" | "data"> & {
  readonly data?: string;
  readonly port?: number;
  readonly app: boolean;
  readonly pace: number | undefined; // {s} between two weeks; undefined: the market stands still
  readonly json: string | undefined;
  readonly print: (line: string) => void;
};

/** Starts the product on this machine, and serves it until the process ends. */
export async function startProduct(options: StartOptions): Promise<void> {
  const { components, pace, print, json, app } = options;
  const startedAt = performance.now();
  const history = await loadHistory({ ...options, data: options.data, now: new Date() });
  const { market } = history;
  const plans = planIndexes(market, components);
  print(`the ${market.name}; dates are moved so that it ends today`);
  const product = await showElapsed("deploying contracts, tokens and pools", () =>
    setUpProduct(history, plans),
  );
  const { local } = product;
  print(`deployed: ${local.market.names.size} tokens with feeds and pools, 3 indexes`);
  let kept = await replayHistory(product, history, (week) =>
    drawProgress(progressLine(week), week.number === week.of, print),
  );
  await local.connection.provider.request({
    method: "evm_setIntervalMining",
    params: [BLOCK_TIME],
  });

  let config = await configOf({ product, market, pace: pace ?? null });
  const site = {
    node: local.connection.provider,
    faucet: await openFaucet(local),
    config: () => config,
    keeper: () => keeperReportOf(kept, pace !== undefined),
    tokens: await tokensOf(product),
    documents: product.documents,
    app: app ? APP : undefined,
  };
  const url = await openServer(options.port, PORT, (request, path) =>
    handleRequest(site, request, path),
  );
  for (const { index } of kept)
    print(`${index.plan.name} (${index.plan.symbol}): ${index.address}`);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const rhythm = pace === undefined ? "the market stands still" : `a week passes every ${pace} s`;
  print(`ready after ${seconds} s, ${rhythm}: ${url} (Ctrl-C ends it)`);
  await writeReady(json, url, config);
  if (pace === undefined) return keepStill(product, history);
  return keepLiving({
    ...{ product, history, pace, print },
    onWeekBegin: () => void (config = { ...config, compressedTime: true }),
    onWeek: (date, weeks) => {
      kept = weeks;
      print(`${date}: ${weekText(weeks)}`);
    },
  });
}

async function tokensOf({ local }: Product) {
  return tokenList({
    chainId: LOCAL_CHAIN_ID,
    usdc: await local.market.usdc.getAddress(),
    names: [...local.market.names.values()],
    at: new Date(),
  });
}

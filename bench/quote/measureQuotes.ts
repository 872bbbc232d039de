import { createPublicClient, getAddress, http } from "viem";
import type { PublicClient } from "viem";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import type { QuoteState } from "@sheaf/sdk/quote/quoteState";
import { readQuoteState } from "@sheaf/sdk/quote/readQuoteState";

import type { TimeRow } from "../report/benchReport.ts";
import { serveRpc } from "./serveRpc.ts";

const WAD = 10n ** 18n;
const SLIPPAGE = WAD / 200n;
const USDC = 10_000n * 10n ** 6n; // {usdc}
const SHARES = 100n * WAD; // {share}
const RUNS = 9; // odd: the middle one counts
const PATIENCE = 120_000; // {ms} a busy machine is measured, not given up

/** {ms} What a person waits for a quote at most. */
const QUOTE_TIME_GOAL = 1_500;

export type QuotedIndex = {
  readonly provider: Parameters<typeof serveRpc>[0];
  readonly lens: string;
  readonly vault: string;
  readonly weth: string;
};

/** Times quotes of a purchase and of a sale, reads and maths, through JSON-RPC over HTTP on the loopback. */
export async function measureQuotes(index: QuotedIndex, n: number): Promise<TimeRow[]> {
  const node = await serveRpc(index.provider);
  try {
    const buy = (state: QuoteState): unknown => quoteBuy({ state, usdc: USDC, slippage: SLIPPAGE });
    const sell = (state: QuoteState): unknown =>
      quoteSell({ state, shares: SHARES, slippage: SLIPPAGE });
    return [
      { work: "quoteBuy", n, ...(await timesOf(node.url, index, buy)) },
      { work: "quoteSell", n, ...(await timesOf(node.url, index, sell)) },
    ];
  } finally {
    await node.close();
  }
}

async function timesOf(
  url: string,
  index: QuotedIndex,
  quote: (state: QuoteState) => unknown,
): Promise<Omit<TimeRow, "work" | "n">> {
  const runs: { ms: number; clockMs: number; requests: number }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    let requests = 0;
    const count = (): void => void (requests += 1);
    const client: PublicClient = createPublicClient({
      transport: http(url, { retryCount: 0, timeout: PATIENCE, onFetchRequest: count }),
    });
    const [began, used] = [performance.now(), process.cpuUsage()];
    quote(
      await readQuoteState({
        client,
        lens: getAddress(index.lens),
        vault: getAddress(index.vault),
        weth: getAddress(index.weth),
      }),
    );
    const clockMs = Math.ceil(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    runs.push({ ms: Math.ceil((user + system) / 1_000), clockMs, requests });
  }
  const middleOf = (times: readonly number[]): number =>
    times.toSorted((a, b) => a - b)[(RUNS - 1) / 2];
  const ms = middleOf(runs.map((run) => run.ms));
  return {
    ms,
    clockMs: middleOf(runs.map((run) => run.clockMs)),
    requests: Math.max(...runs.map(({ requests }) => requests)),
    reference: QUOTE_TIME_GOAL,
    ratio: Number((ms / QUOTE_TIME_GOAL).toFixed(4)),
  };
}

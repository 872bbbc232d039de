import { answerOf } from "./answerOf.ts";
import { depthFor } from "./depthFor.ts";
import type { LocalMarket, MarketRow } from "./LocalMarket.ts";
import { NotListedError } from "./NotListedError.ts";
import { positionsAround } from "./positionsAround.ts";
import { sendBatches } from "./sendBatches.ts";
import { sqrtPriceOf } from "./sqrtPriceOf.ts";

const REPORTS_PER_TRANSACTION = 200;
const MOVES_PER_TRANSACTION = 12;

const DOLLAR_ANSWER = 10n ** 8n; // {usd/usdc}, feed decimals

/**
 * A new week: feeds say the rows' prices, the arbitrageur brings pools to what the feeds say, and depth is set anew
 * around it. The dollar's feed is refreshed. Names without a row are left alone, and their feeds go stale.
 * @param tended Rows whose pools are moved, all of them by default: a pool that nobody is going to use can stay where it is.
 * @throws NotListedError before anything is sent
 */
export async function moveMarket(
  market: Pick<LocalMarket, "operator" | "names" | "depth" | "usdcAggregator">,
  rows: readonly MarketRow[],
  tended: readonly MarketRow[] = rows,
): Promise<void> {
  const { operator } = market;
  const ids = new Set([...rows, ...tended].map(({ id }) => id));
  const unknown = [...ids].filter((id) => !market.names.has(id));
  if (unknown.length > 0) throw new NotListedError(unknown);

  const reports = rows.map(({ id, price }) => {
    const { aggregator, feedDecimals } = market.names.get(id)!;
    return { aggregator, answer: answerOf(price, feedDecimals) };
  });
  reports.unshift({ aggregator: await market.usdcAggregator.getAddress(), answer: DOLLAR_ANSWER });
  const moves = tended.map((row) => {
    const { token, feedDecimals, ...order } = market.names.get(row.id)!;
    const answer = answerOf(row.price, feedDecimals);
    const sqrtPriceX96 = sqrtPriceOf(answer * 10n ** BigInt(18 - feedDecimals), order);
    const positions = positionsAround(
      sqrtPriceX96,
      depthFor(row.volume24h, market.depth),
      order.tokenIsToken0,
    );
    return { token, sqrtPriceX96, positions };
  });

  await sendBatches(reports, REPORTS_PER_TRANSACTION, (batch, gas) =>
    operator.report(
      batch.map(({ aggregator }) => aggregator),
      batch.map(({ answer }) => answer),
      gas,
    ),
  );
  await sendBatches(moves, MOVES_PER_TRANSACTION, (batch, gas) => operator.move(batch, gas));
}

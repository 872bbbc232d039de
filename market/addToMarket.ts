import { answerOf } from "./answerOf.ts";
import { depthFor } from "./depthFor.ts";
import type { LocalMarket, MarketName, MarketRow } from "./LocalMarket.ts";
import { positionsAround } from "./positionsAround.ts";
import { sendBatches } from "./sendBatches.ts";
import { sqrtPriceOf } from "./sqrtPriceOf.ts";

const LISTINGS_PER_TRANSACTION = 7;
const POOLS_PER_TRANSACTION = 2;

const ONE_DOLLAR = 10n ** 18n; // D18{usd/token}

/**
 * Lists names at the price and depth of their rows: a token, a feed and its aggregator, and a pool against the dollar.
 * A feed has 8 decimals if the price is $1 or more, else 18. Names that are listed already are left alone.
 * @returns the names that are new, in the order of the rows
 */
export async function addToMarket(
  market: LocalMarket,
  rows: readonly MarketRow[],
): Promise<MarketName[]> {
  const { operator } = market;
  const usdc = await operator.usdc();

  const listings = rows
    .filter(({ id }) => !market.names.has(id))
    .map((row) => {
      const feedDecimals = row.price >= ONE_DOLLAR ? 8 : 18;
      return {
        row,
        name: row.id,
        symbol: row.symbol ?? row.id.toUpperCase(),
        tokenDecimals: market.decimalsOf(row.id),
        feedDecimals,
        answer: answerOf(row.price, feedDecimals),
      };
    });
  const listed = (
    await sendBatches(listings, LISTINGS_PER_TRANSACTION, (batch, gas) => operator.list(batch, gas))
  )
    .flatMap(({ logs }) => logs.map((log) => operator.interface.parseLog(log)))
    .filter((event) => event?.name === "TokenListed")
    .map((event) => event!.args.toObject() as { token: string; feed: string; aggregator: string });

  const openings = listings.map(({ row, symbol, tokenDecimals, feedDecimals, answer }, at) => {
    const { token, feed, aggregator } = listed[at];
    const order = { tokenDecimals, tokenIsToken0: BigInt(token) < BigInt(usdc) };
    const sqrtPriceX96 = sqrtPriceOf(answer * 10n ** BigInt(18 - feedDecimals), order);
    const positions = positionsAround(
      sqrtPriceX96,
      depthFor(row.volume24h, market.depth),
      order.tokenIsToken0,
    );
    return {
      quote: { token, sqrtPriceX96, positions },
      name: { id: row.id, symbol, token, feed, aggregator, feedDecimals, answer, ...order },
    };
  });
  const opened = (
    await sendBatches(openings, POOLS_PER_TRANSACTION, (batch, gas) =>
      operator.open(
        batch.map(({ quote }) => quote),
        gas,
      ),
    )
  )
    .flatMap(({ logs }) => logs.map((log) => operator.interface.parseLog(log)))
    .filter((event) => event?.name === "PoolOpened")
    .map((event) => event!.args.toObject() as { pool: string });

  const names = openings.map(({ name }, at) => ({ ...name, pool: opened[at].pool }));
  for (const name of names) market.names.set(name.id, name);
  return names;
}

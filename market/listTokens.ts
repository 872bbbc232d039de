import { answerOf } from "./answerOf.ts";
import type { LocalMarket, MarketName, MarketRow } from "./LocalMarket.ts";
import { sendBatches } from "./sendBatches.ts";

const LISTINGS_PER_TRANSACTION = 7;

const ONE_DOLLAR = 10n ** 18n; // D18{usd/token}

/** A listed name that has no pool yet. */
export type ListedToken = Omit<MarketName, "pool">;
/** Addresses that the operator's event names for a new token. */
export type TokenMade = Pick<MarketName, "token" | "feed" | "aggregator">;

/**
 * Makes a token, a feed and its aggregator for each row, at the row's price. A feed has 8 decimals if the price is $1 or more,
 * else 18.
 * @param made Tokens that were made already, by id: they are left alone, and returned as the others are.
 */
export async function listTokens(
  { operator, decimalsOf }: Pick<LocalMarket, "operator" | "decimalsOf">,
  rows: readonly MarketRow[],
  made: ReadonlyMap<string, TokenMade> = new Map(),
): Promise<ListedToken[]> {
  const usdc = await operator.usdc();
  const listings = rows.map((row) => {
    const feedDecimals = row.price >= ONE_DOLLAR ? 8 : 18;
    return {
      name: row.id,
      symbol: row.symbol ?? row.id.toUpperCase(),
      tokenDecimals: decimalsOf(row.id),
      feedDecimals,
      answer: answerOf(row.price, feedDecimals),
    };
  });
  const missing = listings.filter(({ name }) => !made.has(name));
  const receipts = await sendBatches(missing, LISTINGS_PER_TRANSACTION, (batch, gas) =>
    operator.list(batch, gas),
  );
  const events = receipts
    .flatMap(({ logs }) => logs.map((log) => operator.interface.parseLog(log)))
    .filter((event) => event?.name === "TokenListed")
    .map((event) => event!.args.toObject() as TokenMade);

  const all = new Map([...made, ...missing.map(({ name }, at) => [name, events[at]] as const)]);
  return listings.map(({ name, ...listing }) => {
    const { token, feed, aggregator } = all.get(name)!;
    const tokenIsToken0 = BigInt(token) < BigInt(usdc);
    return { id: name, ...listing, token, feed, aggregator, tokenIsToken0 };
  });
}

import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import type { Market } from "@sheaf/sdk/market/market";
import type { Wallet } from "ethers";

import { contractAt } from "../../deploy/chain/contractAt.ts";
import { shippedArtifacts } from "../../deploy/shippedArtifacts.ts";
import { alignPools } from "../../market/alignPools.ts";
import type { MarketName, MarketRow } from "../../market/LocalMarket.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { namesOfBook } from "../../market/namesOfBook.ts";
import { USUAL_DEPTH } from "../../market/usualDepth.ts";
import type { MarketOperator, MockAggregator } from "../../types/index.js";
import { NoTestMarketError, UnknownTokenError } from "./errors.ts";
import { marketSigner } from "./marketSigner.ts";
import { nextRows } from "./nextRows.ts";

const WAD_DECIMALS = 18;

/** Where prices come from: a market's next week, or a person. */
export type Prices = Market | ReadonlyMap<string, bigint>; // D18{usd/token} by id

export type MarketStep = {
  readonly book: AddressBook;
  readonly rpcUrl: string;
  readonly wallet: Wallet;
  readonly prices: Prices;
};

/** Result of a step. */
export type MarketStepReport = {
  readonly week: number | null; // of the market, counted from 1; null for named prices
  readonly date: string | null; // YYYY-MM-DD
  readonly moved: number; // {tokens}
  readonly sent: number; // {transactions}
};

/**
 * Moves feeds and pools of a test market once. Every feed answers anew, so that none goes stale.
 * @throws NoTestMarketError, UnknownTokenError
 */
export async function stepMarket(step: MarketStep): Promise<MarketStepReport> {
  const { book, rpcUrl, wallet, prices } = step;
  const { testMarket, external, network } = book;
  if (testMarket === undefined) throw new NoTestMarketError(network);
  const { signer, sent } = await marketSigner({ book, rpcUrl, wallet });
  const artifacts = shippedArtifacts();
  const aggregatorAt = (address: string) =>
    contractAt<MockAggregator>(artifacts, "MockAggregator", address, signer);
  const { tokens, contracts, operator: operatorAt } = testMarket;
  const operator = await contractAt<MarketOperator>(
    artifacts,
    "MarketOperator",
    operatorAt.address,
    signer,
  );
  const { answers } = await operator.survey(
    tokens.map(({ token }) => token),
    tokens.map(({ aggregator }) => aggregator),
  );
  const names = namesOfBook(tokens, external.usdc, answers);
  const usdcAggregator = await aggregatorAt(contracts.usdcAggregator?.address ?? external.usdcFeed);
  const market = { operator, usdcAggregator, depth: USUAL_DEPTH, names };
  if ("weeks" in prices) {
    const { week, date, rows, tended } = nextRows(prices, names);
    await moveMarket(market, rows, tended);
    return { week, date, moved: tended.length, sent: sent() };
  }
  await moveMarket(market, namedRows(prices, names), []);
  await alignPools(market);
  return { week: null, date: null, moved: prices.size, sent: sent() };
}

/** Every token at its named price, and the others at the present one. */
function namedRows(
  prices: ReadonlyMap<string, bigint>,
  names: ReadonlyMap<string, MarketName>,
): MarketRow[] {
  const unknown = [...prices.keys()].filter((id) => !names.has(id));
  if (unknown.length > 0) throw new UnknownTokenError(unknown, [...names.keys()]);
  return [...names.values()].map(({ id, answer, feedDecimals }) => {
    const present = answer * 10n ** BigInt(WAD_DECIMALS - feedDecimals);
    return { id, price: prices.get(id) ?? present, volume24h: 0n };
  });
}

import type { AddressBook, TestToken } from "@sheaf/sdk/addresses/addressBook";
import type { Market } from "@sheaf/sdk/market/market";
import type { Wallet } from "ethers";

import { askNode } from "../../deploy/chain/askNode.ts";
import { contractAt } from "../../deploy/chain/contractAt.ts";
import { readLogs } from "../../deploy/chain/readLogs.ts";
import { shippedArtifacts } from "../../deploy/shippedArtifacts.ts";
import { decimalsOf } from "../../market/decimalsOf.ts";
import { namesOfBook } from "../../market/namesOfBook.ts";
import { supplyTestMarket } from "../../market/supplyTestMarket.ts";
import { tokensMade } from "../../market/tokensMade.ts";
import { USUAL_DEPTH } from "../../market/usualDepth.ts";
import type { MarketOperator, MockERC20 } from "../../types/index.js";
import { testTokenOf } from "../deploy/testTokenOf.ts";
import { currentWeek } from "./currentWeek.ts";
import { FeedsOffMarketError, NoTestMarketError } from "./errors.ts";
import { marketSigner } from "./marketSigner.ts";

export type MarketAddition = {
  readonly book: AddressBook;
  readonly rpcUrl: string;
  readonly wallet: Wallet;
  readonly market: Market;
  readonly count: number;
};

export type MarketAdded = {
  readonly book: AddressBook; // with the new tokens
  readonly added: readonly TestToken[];
  readonly sent: number; // {transactions}
};

/**
 * Makes the largest names that a test market lacks, of the week at which its feeds stand: token, feed and pool. The wallet gets a
 * whole token of each, for the registry's probe. A run that was stopped goes on: what is there already is taken.
 * @throws NoTestMarketError, FeedsOffMarketError
 */
export async function addToTestMarket(addition: MarketAddition): Promise<MarketAdded> {
  const { book, rpcUrl, wallet, market, count } = addition;
  const { testMarket, external, network } = book;
  if (testMarket === undefined) throw new NoTestMarketError(network);
  const { signer, sent } = await marketSigner({ book, rpcUrl, wallet });
  const artifacts = shippedArtifacts();
  const { address, block } = testMarket.operator;
  const operator = await contractAt<MarketOperator>(artifacts, "MarketOperator", address, signer);
  const { tokens } = testMarket;
  const { answers } = await operator.survey(
    tokens.map(({ token }) => token),
    tokens.map(({ aggregator }) => aggregator),
  );
  const names = namesOfBook(tokens, external.usdc, answers);
  const week = market.weeks[currentWeek(market, names) ?? -1];
  if (week === undefined) throw new FeedsOffMarketError(market.name);
  const rows = week.rows
    .filter(({ id, marketCap }) => !names.has(id) && !market.excluded.has(id) && marketCap > 0n)
    .sort((a, b) => (a.marketCap > b.marketCap ? -1 : 1))
    .slice(0, count);

  const made = tokensMade(operator, await readLogs(askNode(rpcUrl), [address], block));
  const market_ = { operator, decimalsOf, depth: USUAL_DEPTH };
  const added = (await supplyTestMarket(market_, rows, made)).map(testTokenOf);
  for (const { token, tokenDecimals } of added) {
    const minted = await contractAt<MockERC20>(artifacts, "MockERC20", token, signer);
    await (await minted.mint(wallet.address, 10n ** BigInt(tokenDecimals))).wait();
  }
  const all = { ...testMarket, tokens: [...tokens, ...added] };
  return { book: { ...book, testMarket: all }, added, sent: sent() };
}

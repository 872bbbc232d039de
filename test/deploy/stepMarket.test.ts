import { expect } from "chai";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";

import { nextRows } from "../../cli/market/nextRows.ts";
import { stepMarket } from "../../cli/market/stepMarket.ts";
import type { Prices } from "../../cli/market/stepMarket.ts";
import { answerOf } from "../../market/answerOf.ts";
import { namesOfBook } from "../../market/namesOfBook.ts";
import { sqrtPriceOf } from "../../market/sqrtPriceOf.ts";
import { testMarketFixture } from "./testMarketFixture.ts";

const WAD = 10n ** 18n;
const DAY = 86_400; // {s}
const TOKENS = 4;

describe("sheaf market run", function () {
  this.timeout(120_000);
  let world: Awaited<ReturnType<typeof testMarketFixture>>;
  let book: AddressBook;

  before(async () => {
    world = await testMarketFixture(TOKENS);
    const { waitsUntil } = await world.run();
    expect(waitsUntil).to.equal(null);
    book = await world.book();
  });
  after(() => world.close());

  const step = (prices: Prices) => stepMarket({ ...world, book, prices });

  /** Answers of the feeds, their times, and prices of the pools, by token id. */
  async function state() {
    const { ethers } = world;
    const tokens = book.testMarket?.tokens ?? [];
    const at = book.testMarket?.operator.address ?? "";
    const operator = await ethers.getContractAt("MarketOperator", at);
    const { sqrtPricesX96 } = await operator.survey(
      tokens.map(({ token }) => token),
      tokens.map(({ aggregator }) => aggregator),
    );
    const entries = tokens.map(async ({ id, feed }, index) => {
      const proxy = await ethers.getContractAt("MockFeedProxy", feed);
      const { answer, updatedAt } = await proxy.latestRoundData();
      const sqrtPriceX96 = sqrtPricesX96[index];
      return [id, { answer, updatedAt: Number(updatedAt), sqrtPriceX96 }] as const;
    });
    return new Map(await Promise.all(entries));
  }

  it("moves feeds and pools to the next week, which the feeds themselves tell", async () => {
    for (const week of [2, 3]) {
      const report = await step(world.market);
      expect(report).to.include({ week, moved: TOKENS, date: world.market.weeks[week - 1]?.date });
      const now = await state();
      for (const token of book.testMarket?.tokens ?? []) {
        const row = world.market.weeks[week - 1]?.rows.find(({ id }) => id === token.id);
        const answer = answerOf(row!.price, token.feedDecimals);
        expect(now.get(token.id)?.answer, token.id).to.equal(answer);
        const tokenIsToken0 = BigInt(token.token) < BigInt(book.external.usdc);
        const price = answer * 10n ** BigInt(18 - token.feedDecimals);
        const target = sqrtPriceOf(price, { tokenDecimals: token.tokenDecimals, tokenIsToken0 });
        expect(now.get(token.id)?.sqrtPriceX96, token.id).to.equal(target);
      }
    }
  });

  it("keeps every feed fresh after the last week", async () => {
    await step(world.market);
    const before = await state();
    await world.networkHelpers.time.increase(2 * DAY);
    expect(await step(world.market)).to.include({ week: 4 });
    const [after, now] = [await state(), await world.networkHelpers.time.latest()];
    for (const [id, { answer, updatedAt }] of after) {
      expect(answer).to.equal(before.get(id)?.answer);
      expect(now - updatedAt).to.be.lessThan(DAY);
    }
  });

  it("moves what a person names, and lets every other feed repeat its answer", async () => {
    const [named, other] = book.testMarket?.tokens ?? [];
    const before = await state();
    const report = await step(new Map([[named.id, 12_345n * WAD]]));
    expect(report).to.include({ week: null, moved: 1 });
    const after = await state();
    expect(after.get(named.id)?.answer).to.equal(answerOf(12_345n * WAD, named.feedDecimals));
    expect(after.get(named.id)?.sqrtPriceX96).not.to.equal(before.get(named.id)?.sqrtPriceX96);
    expect(after.get(other.id)?.answer).to.equal(before.get(other.id)?.answer);
    expect(after.get(other.id)?.sqrtPriceX96).to.equal(before.get(other.id)?.sqrtPriceX96);
  });

  it("refuses a token that the market does not have, and sends nothing", async () => {
    const nonce = await world.ethers.provider.getTransactionCount(world.key.address);
    const outcome = await step(new Map([["no-such-token", WAD]])).catch((error: Error) => error);
    expect(outcome).to.include({ name: "Market.UnknownTokenError" });
    expect(await world.ethers.provider.getTransactionCount(world.key.address)).to.equal(nonce);
  });

  it("keeps the price of a name that a week has no row of", () => {
    const tokens = book.testMarket?.tokens ?? [];
    const answers = tokens.map(({ feedDecimals }) => 7n * 10n ** BigInt(feedDecimals));
    const names = namesOfBook(tokens, book.external.usdc, answers);
    const [gone] = tokens;
    const weeks = world.market.weeks.map(({ date, rows }) => ({
      date,
      rows: rows.filter(({ id }) => id !== gone?.id),
    }));
    const { rows, tended } = nextRows({ ...world.market, weeks }, names);
    expect(rows.find(({ id }) => id === gone?.id)?.price).to.equal(7n * WAD);
    expect(tended.map(({ id }) => id)).not.to.include(gone?.id);
    expect(rows).to.have.lengthOf(TOKENS);
  });

  it("is refused where the deployment has no test market", async () => {
    const { testMarket: _, ...rest } = book;
    const outcome = await stepMarket({ ...world, book: rest, prices: world.market }).catch(
      (error: Error) => error,
    );
    expect(outcome).to.include({ name: "Market.NoTestMarketError" });
  });
});

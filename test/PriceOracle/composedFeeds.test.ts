import { expect } from "chai";

import { listOnMarket } from "../../market/listOnMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { FAULT } from "../fixtures/epochSetting.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";
import { BAND, ETHER, HEARTBEAT, PART, sourcesFixture } from "./sourcesFixture.ts";

const PRICE_BASE = 10n ** 36n;

describe("PriceOracle: a feed that answers in another base", () => {
  const use = useFixture(sourcesFixture);
  const quote = (amount: bigint) => use().oracle.getQuote(amount, use().tokens.part, US_DOLLAR);
  const tryQuote = async () =>
    (await use().oracle.tryQuotes(PRICE_BASE, [use().tokens.part], US_DOLLAR))[0];

  it("P-3 multiplies both answers and rounds once, down", async () => {
    const { oracle, tokens, feeds } = use();
    await feeds.part.setAnswer(PART + 1n);
    await feeds.ether.setAnswer(ETHER + 7n);
    await feeds.etherSecond.setAnswer(ETHER);
    for (const amount of [0n, 1n, 999_999n, 10n ** 6n, 123_456_789_012_345n, PRICE_BASE]) {
      const value = (amount * (PART + 1n) * (ETHER + 7n) * 10n ** 18n) / 10n ** (6n + 18n + 8n);
      expect(await quote(amount)).to.equal(value);
      expect((await oracle.getQuotes([amount], [tokens.part], US_DOLLAR))[0]).to.equal(value);
      expect((await oracle.tryQuotes(amount, [tokens.part], US_DOLLAR))[0]).to.equal(value);
    }
  });

  it("P-3 does so at every pair of decimals", async () => {
    const fixture = use();
    const { ethers, signers, market, listings, waitFor, refresh, oracle } = fixture;
    for (const tokenDecimals of [0, 27]) {
      for (const feedDecimals of [0, 18]) {
        const token = await ethers.deployContract("MockERC20", ["Any", "ANY", tokenDecimals]);
        const answer = 3n * 10n ** BigInt(feedDecimals);
        const feed = await ethers.deployContract("MockAggregator", [feedDecimals, "ANY", answer]);
        const listing = {
          ...listings.part,
          token: await token.getAddress(),
          feed: await feed.getAddress(),
          minAnswer: answer / 1_000n > 0n ? answer / 1_000n : 1n,
          maxAnswer: answer * 999n,
        };
        await listOnMarket(fixture, market, signers.admin, [listing], waitFor);
        await refresh();
        await feed.setAnswer(answer);
        const one = 10n ** BigInt(tokenDecimals);
        const dollars = 7_500n * 10n ** 18n;
        expect(await oracle.getQuote(one, token, US_DOLLAR)).to.equal(dollars);
        expect(await oracle.getQuote(one / 3n, token, US_DOLLAR)).to.equal(
          ((one / 3n) * dollars) / one,
        );
      }
    }
  });

  it("P-1 refuses what either part deserves, and names the part", async () => {
    const { oracle, tokens, feeds } = use();
    for (const part of ["part", "ether"] as const) {
      for (const [fault, error] of [
        [FAULT.reverting, "FeedUnreadable"],
        [FAULT.zero, "PriceNotPositive"],
        [FAULT.negative, "PriceNotPositive"],
        [FAULT.stale, "PriceStale"],
        [FAULT.future, "PriceFromFuture"],
      ] as const) {
        await feeds[part].setFault(fault);
        const base = await tokens[part].getAddress();
        await expect(quote(1n), `${part} ${error}`)
          .to.be.revertedWithCustomError(oracle, error)
          .withArgs(base, ...Array<unknown>(error === "PriceStale" ? 2 : 1).fill(() => true));
        expect(await tryQuote(), `${part} ${error}`).to.equal(0n);
        await feeds[part].setFault(FAULT.none);
      }
    }
    expect(await tryQuote()).to.be.greaterThan(0n);
  });

  it("P-1 holds each part to its own band", async () => {
    const { oracle, tokens, feeds, registry, signers } = use();
    await feeds.part.setAnswer(BAND.maxAnswer + 1n);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "PriceOutOfBand")
      .withArgs(tokens.part, BAND.maxAnswer + 1n, BAND.minAnswer, BAND.maxAnswer);
    await feeds.part.setAnswer(PART);
    const limits = {
      heartbeat: HEARTBEAT,
      minAnswer: ETHER + 1n,
      maxAnswer: ETHER * 2n,
      maxDivergence: 10n ** 16n,
      slippage: 0n,
      maxWeight: 0n,
      dust: 0n,
    };
    await registry.connect(signers.guardian).tighten(tokens.ether, limits);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "PriceOutOfBand")
      .withArgs(tokens.ether, ETHER, ETHER + 1n, ETHER * 2n);
    expect(await tryQuote()).to.equal(0n);
  });

  it("P-1 holds each part to its own heartbeat", async () => {
    const { oracle, tokens, feeds, networkHelpers } = use();
    for (const part of ["part", "ether"] as const) {
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.increase(HEARTBEAT);
      for (const [name, feed] of Object.entries(feeds))
        if (name !== part) await feed.setAnswer(await feed.answer());
      await expect(quote(1n), part)
        .to.be.revertedWithCustomError(oracle, "PriceStale")
        .withArgs(tokens[part], () => true, HEARTBEAT);
      await snapshot.restore();
    }
  });

  it("P-1 holds the quote to its second feed as well", async () => {
    const { oracle, tokens, feeds } = use();
    await feeds.etherSecond.setAnswer(ETHER * 2n);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "PricesDivergent")
      .withArgs(tokens.ether, ETHER, ETHER * 2n, 10n ** 16n);
    expect(await tryQuote()).to.equal(0n);
  });

  it("P-1 refuses what is quoted in a frozen component, until that is listed anew", async () => {
    const fixture = use();
    const { oracle, tokens, listings, registry, signers, waitFor, refresh } = fixture;
    await registry.connect(signers.guardian).restrict(tokens.ether);
    expect(await tryQuote(), "sell-only").to.be.greaterThan(0n);
    await registry.connect(signers.guardian).freeze(tokens.ether);
    expect((await registry.sourcesOf(tokens.part)).quoteFrozen).to.equal(true);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "QuoteFrozen")
      .withArgs(tokens.part, tokens.ether);
    expect(await tryQuote()).to.equal(0n);
    expect(
      (await oracle.tryQuotes(PRICE_BASE, [tokens.ether], US_DOLLAR))[0],
      "by itself",
    ).to.be.greaterThan(0n);
    await registry.connect(await actAsTimelock(fixture)).announceListings([listings.ether]);
    await waitFor(2n * HEARTBEAT);
    await refresh();
    await registry.list([listings.ether]);
    expect(await tryQuote()).to.be.greaterThan(0n);
  });

  it("P-1 refuses a chain of quotes that came about after the listing", async () => {
    const fixture = use();
    const { oracle, tokens, listings, registry, signers, waitFor, refresh } = fixture;
    await registry.connect(signers.guardian).freeze(tokens.ether);
    const nested = {
      ...listings.ether,
      quote: await tokens.dollar.getAddress(),
      heartbeat: 2n ** 24n - 1n,
    };
    await registry.connect(await actAsTimelock(fixture)).announceListings([nested]);
    await waitFor(9n * HEARTBEAT);
    await refresh();
    await registry.list([nested]);
    expect(await oracle.getQuote(1n, tokens.ether, US_DOLLAR)).to.be.greaterThan(0n);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "QuoteNested")
      .withArgs(tokens.part, tokens.ether);
    expect(await tryQuote()).to.equal(0n);
  });

  it("M-1 refuses a product that no word holds", async () => {
    const fixture = use();
    const { ethers, signers, market, listings, waitFor, refresh, oracle } = fixture;
    const most = 2n ** 128n - 1n;
    const first = 2n ** 256n / (most * 10n ** 18n) + 1n; // D0{usd/token} the first whose product is too large
    const dearBand = { minAnswer: first / 1_000n, maxAnswer: first * 999n };
    const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]);
    const feed = await ethers.deployContract("MockAggregator", [0, "DEAR / ETH", most]);
    const dear = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]);
    const dearFeed = await ethers.deployContract("MockAggregator", [0, "DEAR / USD", first]);
    const band = { minAnswer: most / 10n ** 6n + 1n, maxAnswer: most };
    const none = { secondFeed: ethers.ZeroAddress, secondHeartbeat: 0n, maxDivergence: 0n };
    const [tokenAt, feedAt] = [await token.getAddress(), await feed.getAddress()];
    const [dearAt, dearFeedAt] = [await dear.getAddress(), await dearFeed.getAddress()];
    await listOnMarket(
      fixture,
      market,
      signers.admin,
      [
        { ...listings.ether, ...none, ...dearBand, token: dearAt, feed: dearFeedAt },
        { ...listings.part, ...band, token: tokenAt, feed: feedAt, quote: dearAt },
      ],
      waitFor,
    );
    await refresh();
    await feed.setAnswer(most);
    await dearFeed.setAnswer(dearBand.maxAnswer);
    await expect(oracle.getQuote(1n, token, US_DOLLAR))
      .to.be.revertedWithCustomError(oracle, "PriceTooLarge")
      .withArgs(token, most * 10n ** 18n, dearBand.maxAnswer);
    await dearFeed.setAnswer(first);
    await expect(oracle.getQuote(1n, token, US_DOLLAR))
      .to.be.revertedWithCustomError(oracle, "PriceTooLarge")
      .withArgs(token, most * 10n ** 18n, first);
    await dearFeed.setAnswer(first - 1n);
    expect(await oracle.getQuote(1n, token, US_DOLLAR)).to.equal(most * 10n ** 18n * (first - 1n));
    await dearFeed.setAnswer(first);
    const [quoted, other] = await oracle.tryQuotes(1n, [token, fixture.tokens.pair], US_DOLLAR);
    expect([quoted, other >= 0n]).to.deep.equal([0n, true]);
  });
});

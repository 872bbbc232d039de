import { expect } from "chai";

import { moveMarket } from "../../market/moveMarket.ts";
import { FAULT } from "../fixtures/epochSetting.ts";
import { DAY, ROWS } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { registryFixture } from "./registryFixture.ts";

const ONE = 10n ** 10n; // D10{usd/token}
const UNPROVEN_DELAY = 9n * DAY;
const FAIR_GAS = 1_400_000n; // of four feeds

/** A listed component at a dollar by a feed of 10 decimals, and another feed of 18 that says the same. */
async function listedFixture() {
  const fixture = await registryFixture();
  const { admin, registry, ethers, networkHelpers, listing } = fixture;
  await admin.announceListings([listing]);
  await networkHelpers.time.increase(2n * DAY);
  await registry.list([listing]);
  const other = await ethers.deployContract("MockAggregator", [18, "NEW / USD", 10n ** 18n]);
  const band = { minAnswer: 10n ** 15n, maxAnswer: 10n ** 21n - 1n };
  return {
    ...fixture,
    other,
    replacement: { ...listing, ...band, feed: await other.getAddress() },
  };
}

describe("ComponentRegistry: another source of a price", () => {
  const use = useFixture(listedFixture);

  /** Announces a replacement, lets `wait` {s} pass and both feeds say what they are given, at D18. */
  async function announce(
    oldAnswer: bigint,
    newAnswer: bigint,
    { wait = 2n * DAY, changes = {} }: { wait?: bigint; changes?: Record<string, unknown> } = {},
  ) {
    const { admin, registry, replacement, feed, other, networkHelpers } = use();
    const listings = [{ ...replacement, ...changes }];
    await admin.announceListings(listings);
    const announcedAt = BigInt(await networkHelpers.time.latest());
    await networkHelpers.time.increase(wait);
    await feed.setAnswer(oldAnswer / 10n ** 8n);
    await other.setAnswer(newAnswer);
    return { announcedAt, send: () => registry.list(listings) };
  }
  const WHOLE = 10n ** 18n;

  it("P-2 may say 5 % of the lesser else than the old one, and not a unit more", async () => {
    const { registry, listing, networkHelpers } = use();
    const snapshot = await networkHelpers.takeSnapshot();
    for (const [before, now, near] of [
      [WHOLE, WHOLE, true],
      [WHOLE, WHOLE + WHOLE / 20n, true],
      [WHOLE, WHOLE + WHOLE / 20n + 1n, false],
      [WHOLE + WHOLE / 20n, WHOLE, true],
      [WHOLE + WHOLE / 20n, WHOLE - 1n, false],
      [WHOLE, WHOLE / 1_000n, false],
      [WHOLE, WHOLE * 999n, false],
    ] as const) {
      const { send } = await announce(before, now);
      if (near) await send();
      else
        await expect(send(), `${before} ${now}`)
          .to.be.revertedWithCustomError(registry, "FeedTooFar")
          .withArgs(listing.token, before * WHOLE, now * WHOLE);
      await snapshot.restore();
    }
    expect(await registry.MAX_FEED_STEP()).to.equal(WHOLE / 20n);
  });

  it("P-2 has to be believed itself", async () => {
    const { registry, listing, other } = use();
    const { send } = await announce(WHOLE, WHOLE);
    for (const fault of [FAULT.reverting, FAULT.zero, FAULT.stale, FAULT.future]) {
      await other.setFault(fault);
      await expect(send())
        .to.be.revertedWithCustomError(registry, "FeedDoubtful")
        .withArgs(listing.token, () => true);
    }
    await other.setFault(FAULT.none);
    await send();
  });

  it("P-2 may say 5 % of the lesser else rounded down, at 36 decimals", async () => {
    const { registry, replacement, admin, networkHelpers, ethers, market } = use();
    const tokens = [
      await ethers.deployContract("MockERC20", ["Cheap", "CHEAP", 18]),
      await ethers.deployContract("MockERC20", ["Cheaper", "CHEAPER", 18]),
    ];
    await market.operator.probe(registry, tokens);
    const deploy = (answer: bigint) =>
      ethers.deployContract("MockAggregator", [18, "CHEAP", answer]);
    const feeds = [await deploy(1n), await deploy(21n), await deploy(23n)];
    const [quote, token] = await Promise.all(tokens.map((each) => each.getAddress()));
    const [ofQuote, before, after] = await Promise.all(feeds.map((feed) => feed.getAddress()));
    const small = { ...replacement, minAnswer: 1n, maxAnswer: 100n };
    const first = [
      { ...small, token: quote, feed: ofQuote },
      { ...small, token, quote, feed: before },
    ];
    const next = [{ ...small, token, quote, feed: after }];
    await admin.announceListings(first);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list(first);
    await admin.announceListings(next);
    await networkHelpers.time.increase(2n * DAY);
    for (const feed of feeds) await feed.setAnswer(await feed.answer());
    await expect(registry.list(next))
      .to.be.revertedWithCustomError(registry, "FeedTooFar")
      .withArgs(token, 21n, 23n);
    await feeds[2].setAnswer(22n);
    await registry.list(next);
  });

  it("M-1 P-2 is doubted from the first price on that no word holds", async () => {
    const fixture = use();
    const { registry, listing, replacement, feed, admin, networkHelpers, ethers, market } = fixture;
    const quote = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 18]);
    await market.operator.probe(registry, [quote]);
    const each = 10n ** 20n; // D0{usd/token} of the quote
    const first = 2n ** 256n / (10n ** 36n * each) + 1n; // D0{quote/token}
    const quoteFeed = await ethers.deployContract("MockAggregator", [0, "DEAR / USD", each]);
    const other = await ethers.deployContract("MockAggregator", [0, "NEW / DEAR", first]);
    const at = await quote.getAddress();
    const bandOf = (answer: bigint) => ({
      minAnswer: answer / 1_000n,
      maxAnswer: (answer / 1_000n) * 10n ** 6n - 1n,
    });
    const inDear = {
      ...replacement,
      ...bandOf(first),
      feed: await other.getAddress(),
      quote: at,
    };
    const dear = [
      { ...replacement, ...bandOf(each), token: at, feed: await quoteFeed.getAddress() },
    ];
    await admin.announceListings(dear);
    await admin.announceListings([inDear]);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list(dear);
    for (const aggregator of [feed, quoteFeed, other])
      await aggregator.setAnswer(await aggregator.answer());

    const [price, amount] = [first * WHOLE * each, 10n ** 30n];
    const tooLarge = [listing.token, price, amount];
    await expect(registry.list([inDear]))
      .to.be.revertedWithCustomError(registry, "FeedDoubtful")
      .withArgs(
        listing.token,
        fixture.oracle.interface.encodeErrorResult("PriceTooLarge", tooLarge),
      );
    await other.setAnswer(first - 1n);
    await expect(registry.list([inDear]))
      .to.be.revertedWithCustomError(registry, "FeedTooFar")
      .withArgs(listing.token, WHOLE * WHOLE, (first - 1n) * each * WHOLE * WHOLE);
  });

  it("P-2 is public for nine days where the old one cannot be asked, and believed even then", async () => {
    const { registry, listing, feed, other } = use();
    for (const fault of [FAULT.reverting, FAULT.zero, FAULT.stale, FAULT.future]) {
      const { networkHelpers } = use();
      const snapshot = await networkHelpers.takeSnapshot();
      await feed.setFault(fault);
      const { announcedAt, send } = await announce(WHOLE, 3n * WHOLE);
      const from = announcedAt + UNPROVEN_DELAY;
      await expect(send())
        .to.be.revertedWithCustomError(registry, "FeedUnproven")
        .withArgs(listing.token, from);
      await networkHelpers.time.increaseTo(from - 60n);
      await other.setAnswer(3n * WHOLE);
      await networkHelpers.time.setNextBlockTimestamp(from - 1n);
      await expect(send()).to.be.revertedWithCustomError(registry, "FeedUnproven");
      const second = await networkHelpers.takeSnapshot();
      await other.setFault(FAULT.stale);
      await expect(send()).to.be.revertedWithCustomError(registry, "FeedDoubtful");
      await second.restore();
      await networkHelpers.time.setNextBlockTimestamp(from);
      await send();
      expect((await registry.feedOf(listing.token)).feed).to.equal(other);
      await snapshot.restore();
    }
    expect(await registry.UNPROVEN_DELAY()).to.equal(UNPROVEN_DELAY);
  });

  it("P-2 is held to the old one for as long as that can be asked, nine days or not", async () => {
    const { registry } = use();
    const { send } = await announce(WHOLE, 3n * WHOLE, { wait: UNPROVEN_DELAY + DAY });
    await expect(send()).to.be.revertedWithCustomError(registry, "FeedTooFar");
  });

  it("P-2 of what was frozen is public for nine days, whatever the old one says", async () => {
    const { registry, listing, signers } = use();
    await registry.connect(signers.guardian).freeze(listing.token);
    const early = await announce(WHOLE, WHOLE);
    await expect(early.send())
      .to.be.revertedWithCustomError(registry, "FeedUnproven")
      .withArgs(listing.token, early.announcedAt + UNPROVEN_DELAY);
    const { send } = await announce(WHOLE, 3n * WHOLE, {
      wait: UNPROVEN_DELAY,
      changes: { slippage: 0n },
    });
    await send();
    expect(await registry.frozenCount()).to.equal(0n);
  });

  it("P-2 cannot be had by starving the old one of gas", async () => {
    const { registry } = use();
    const { send } = await announce(WHOLE, 3n * WHOLE, { wait: UNPROVEN_DELAY });
    expect(send).to.be.a("function");
    const { replacement, ethers } = use();
    for (let gasLimit = 60_000n; gasLimit < 2_600_000n; gasLimit += 40_000n) {
      await expect(
        registry.list.staticCall([replacement], { gasLimit }),
        `${gasLimit} gas`,
      ).to.revert(ethers);
    }
    await expect(registry.list.staticCall([replacement], { gasLimit: 1_000_000n }))
      .to.be.revertedWithCustomError(use().oracle, "InsufficientGas")
      .withArgs((left: bigint) => left < FAIR_GAS, FAIR_GAS);
  });

  it("is also another quote, or other decimals of the same feed, and nothing else is", async () => {
    const { registry, listing, feed, usdc, admin, networkHelpers, ethers, market } = use();
    const quotes = [await usdc.getAddress(), market.names.get("alpha")!.token];
    const [inDollars, inAlpha] = quotes.map((quote) => [{ ...listing, quote }]);
    for (const listings of [inDollars, inAlpha]) await admin.announceListings(listings);
    await networkHelpers.time.increase(2n * DAY);
    await moveMarket(market, ROWS);
    await feed.setAnswer(ONE);
    await expect(registry.list(inAlpha))
      .to.be.revertedWithCustomError(registry, "FeedTooFar")
      .withArgs(listing.token, 10n ** 36n, 42n * 10n ** 36n);
    await registry.list(inDollars);

    const { feed: at } = listing;
    const wider = await ethers.deployContract("MockAggregator", [11, "NEW / USD", ONE]);
    await ethers.provider.send("hardhat_setCode", [at, await ethers.provider.getCode(wider)]);
    const loosened = [{ ...listing, quote: quotes[0], slippage: 0n }];
    await feed.setFault(FAULT.none);
    await admin.announceListings(loosened);
    await networkHelpers.time.increase(2n * DAY);
    await moveMarket(market, ROWS);
    await feed.setAnswer(ONE);
    await expect(registry.list(loosened))
      .to.be.revertedWithCustomError(registry, "FeedTooFar")
      .withArgs(listing.token, 10n ** 36n, 10n ** 35n);
  });

  it("is not asked for where only terms change: a dead feed stays listed as it is", async () => {
    const { registry, listing, feed, admin, networkHelpers } = use();
    await feed.setFault(FAULT.reverting);
    const loosened = [{ ...listing, slippage: 0n, maxAnswer: listing.maxAnswer + 1n }];
    await admin.announceListings(loosened);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list(loosened);
  });
});

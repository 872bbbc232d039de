import { expect } from "chai";

import { listOnMarket } from "../../market/listOnMarket.ts";
import { listingOf } from "../../deploy/listingOf.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { DAY, indexFixture } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

const TOKEN_DECIMALS = [0, 2, 6, 8, 18, 24, 27];
const FEED_DECIMALS = [0, 8, 18];
const FAULT = { reverting: 1n, stale: 2n, zero: 3n, negative: 4n, future: 5n } as const;
const DOLLARS = 12_345n; // {usd/token}
const [MINIMUM, MAXIMUM] = [10n ** 8n, 2n * 10n ** 12n]; // D8{usd/token}

/** A component for each pair of decimals at $12,345 a token, and one with a band, at 8 decimals. */
async function pricesFixture() {
  const fixture = await indexFixture();
  const { ethers, signers, networkHelpers } = fixture;
  const matrix = await Promise.all(
    TOKEN_DECIMALS.flatMap((tokenDecimals) =>
      FEED_DECIMALS.map((feedDecimals) => ({ tokenDecimals, feedDecimals })),
    ).map(async ({ tokenDecimals, feedDecimals }) => ({
      tokenDecimals,
      feedDecimals,
      token: await ethers.deployContract("MockERC20", ["Any", "ANY", tokenDecimals]),
      feed: await ethers.deployContract("MockAggregator", [
        feedDecimals,
        "ANY / USD",
        DOLLARS * 10n ** BigInt(feedDecimals),
      ]),
    })),
  );
  const banded = await ethers.deployContract("MockERC20", ["Banded", "BAND", 18]);
  const feed = await ethers.deployContract("MockAggregator", [
    8,
    "BAND / USD",
    DOLLARS * 10n ** 8n,
  ]);
  const terms = {
    token: await banded.getAddress(),
    feed: await feed.getAddress(),
    tokenDecimals: 18,
  };
  const listings = await Promise.all(
    matrix.map(async (entry) =>
      listingOf({
        token: await entry.token.getAddress(),
        feed: await entry.feed.getAddress(),
        tokenDecimals: entry.tokenDecimals,
        answer: DOLLARS * 10n ** BigInt(entry.feedDecimals),
      }),
    ),
  );
  const waitFor = async (seconds: bigint): Promise<void> =>
    void (await networkHelpers.time.increase(seconds));
  await listOnMarket(
    fixture,
    fixture.market,
    signers.admin,
    [...listings, { ...listingOf(terms), minAnswer: MINIMUM, maxAnswer: MAXIMUM }],
    waitFor,
  );
  for (const entry of [...matrix, { feed, feedDecimals: 8 }]) {
    await entry.feed.setAnswer(DOLLARS * 10n ** BigInt(entry.feedDecimals));
  }
  return { ...fixture, matrix, banded, feed };
}

describe("PriceOracle.getQuote", () => {
  const use = useFixture(pricesFixture);
  const quote = (amount: bigint) => use().oracle.getQuote(amount, use().banded, US_DOLLAR);

  for (const tokenDecimals of TOKEN_DECIMALS) {
    for (const feedDecimals of FEED_DECIMALS) {
      it(`P-3 values a token of ${tokenDecimals} decimals by a feed of ${feedDecimals}, rounded down`, async () => {
        const { matrix, oracle } = use();
        const entry = matrix.find(
          (e) => e.tokenDecimals === tokenDecimals && e.feedDecimals === feedDecimals,
        )!;
        const one = 10n ** BigInt(tokenDecimals);
        const value = (amount: bigint) => oracle.getQuote(amount, entry.token, US_DOLLAR);
        expect(await value(one)).to.equal(DOLLARS * 10n ** 18n);
        for (const amount of [0n, 1n, 7n, one / 3n, one * 10n ** 18n + 1n]) {
          expect(await value(amount)).to.equal((amount * DOLLARS * 10n ** 18n) / one);
        }
        expect(await value(10n ** 36n)).to.equal((10n ** 54n * DOLLARS) / one);
      });
    }
  }

  it("P-1 refuses an answer of zero, and a negative one", async () => {
    const { oracle, banded, feed } = use();
    await feed.setFault(FAULT.zero);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "PriceNotPositive")
      .withArgs(banded, 0n);
    await feed.setFault(FAULT.negative);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "PriceNotPositive")
      .withArgs(banded, -DOLLARS * 10n ** 8n);
  });

  it("P-1 believes an answer of one unit, if its band lets it", async () => {
    const { oracle, ethers } = use();
    const token = await ethers.deployContract("MockERC20", ["Cheap", "CHEAP", 18]);
    const feed = await ethers.deployContract("MockAggregator", [8, "CHEAP / USD", 1n]);
    await addComponents(use(), [{ token, tokenDecimals: 18, feed }]);
    await feed.setAnswer(1n);
    expect(await oracle.getQuote(10n ** 18n, token, US_DOLLAR)).to.equal(10n ** 10n);
  });

  it("P-1 refuses an answer older than its heartbeat, to the second", async () => {
    const { oracle, banded, feed, networkHelpers } = use();
    const now = BigInt(await networkHelpers.time.latest());
    await networkHelpers.time.setNextBlockTimestamp(now + 1n);
    const updatedAt = now + 1n - DAY;
    await feed.setRound(DOLLARS * 10n ** 8n, updatedAt, updatedAt);
    await quote(1n);
    await networkHelpers.mine(1, { interval: 1 });
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "PriceStale")
      .withArgs(banded, updatedAt, DAY);
  });

  it("P-1 refuses an answer from the future", async () => {
    const { oracle, feed } = use();
    await feed.setFault(FAULT.future);
    await expect(quote(1n)).to.be.revertedWithCustomError(oracle, "PriceFromFuture");
  });

  it("P-1 refuses an answer out of its band, to the unit", async () => {
    const { oracle, banded, feed } = use();
    for (const answer of [MINIMUM - 1n, MAXIMUM + 1n]) {
      await feed.setAnswer(answer);
      await expect(quote(1n))
        .to.be.revertedWithCustomError(oracle, "PriceOutOfBand")
        .withArgs(banded, answer, MINIMUM, MAXIMUM);
    }
    for (const answer of [MINIMUM, MAXIMUM]) {
      await feed.setAnswer(answer);
      expect(await quote(10n ** 18n)).to.equal(answer * 10n ** 10n);
    }
  });

  it("P-1 refuses a feed that reverts", async () => {
    const { oracle, banded, feed } = use();
    await feed.setFault(FAULT.reverting);
    await expect(quote(1n))
      .to.be.revertedWithCustomError(oracle, "FeedUnreadable")
      .withArgs(banded, feed);
  });

  it("P-1 refuses a component without a feed, and any unit of account but the dollar", async () => {
    const { oracle, banded, signers, usdc, ethers } = use();
    await expect(oracle.getQuote(1n, signers.stranger, US_DOLLAR))
      .to.be.revertedWithCustomError(oracle, "FeedMissing")
      .withArgs(signers.stranger);
    for (const unit of [
      usdc.target as string,
      ethers.ZeroAddress,
      "0x00000000000000000000000000000000000003d2",
    ]) {
      await expect(oracle.getQuote(1n, banded, unit))
        .to.be.revertedWithCustomError(oracle, "QuoteUnsupported")
        .withArgs(unit);
    }
  });

  it("still values what is frozen or restricted", async () => {
    const { registry, signers, banded } = use();
    await registry.connect(signers.guardian).freeze(banded);
    expect(await quote(10n ** 18n)).to.equal(DOLLARS * 10n ** 18n);
  });

  it("wants a registry with code", async () => {
    const { ethers, oracle, signers, networkHelpers } = use();
    const registry = signers.stranger.address;
    const deploy = () => ethers.deployContract("PriceOracle", [registry, ethers.ZeroAddress]);
    await expect(deploy()).to.be.revertedWithCustomError(oracle, "NoCode").withArgs(registry);
    await networkHelpers.setCode(registry, "0x00");
    expect(await (await deploy()).registry()).to.equal(registry);
  });
});

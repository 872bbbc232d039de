import { expect } from "chai";

import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";
import { registryFixture } from "./registryFixture.ts";

/** Dollars at the 10 decimals of the fixture's feed. */
const DOLLAR = 10n ** 10n;

describe("ComponentRegistry: sources of a price", () => {
  const use = useFixture(registryFixture);

  /** Announces and carries out, behind the delay. */
  async function list(changes: Record<string, unknown> = {}): Promise<void> {
    const { admin, registry, listing, networkHelpers } = use();
    const listings = [{ ...listing, ...changes }];
    await admin.announceListings(listings);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list(listings);
  }

  /** A second feed of 7 decimals. */
  async function second() {
    const feed = await use().ethers.deployContract("MockAggregator", [7, "NEW / USD", 10n ** 7n]);
    return {
      secondFeed: await feed.getAddress(),
      secondHeartbeat: 60n,
      maxDivergence: WAD / 10n,
    };
  }

  it("tells of a plain listing, and before it, that there is nothing further", async () => {
    const { registry, listing, ethers } = use();
    const { ZeroAddress } = ethers;
    /** What is said where a feed of `decimals` answers in dollars. */
    const plain = (decimals: bigint) => [US_DOLLAR, false, 0n, decimals, ZeroAddress, 0n, 0n, 0n];
    expect([...(await registry.sourcesOf(listing.token))]).to.deep.equal(plain(0n));
    await list();
    expect((await registry.feedOf(listing.token)).further).to.equal(false);
    expect([...(await registry.sourcesOf(listing.token))]).to.deep.equal(plain(10n));
  });

  it("keeps a quote and a second feed, and forgets them with the next listing", async () => {
    const { registry, listing, usdc } = use();
    const more = { ...(await second()), quote: await usdc.getAddress() };
    await list(more);
    const feed = await registry.feedOf(listing.token);
    expect([feed.feed, feed.scale, feed.further]).to.deep.equal([listing.feed, 22n, true]);
    expect([...(await registry.sourcesOf(listing.token))]).to.deep.equal([
      more.quote,
      false,
      6n,
      10n,
      more.secondFeed,
      more.secondHeartbeat,
      7n,
      more.maxDivergence,
    ]);
    await list({ ...(await second()), secondHeartbeat: 5n, quote: more.quote });
    expect((await registry.sourcesOf(listing.token)).secondHeartbeat).to.equal(5n);
    await list({ quote: more.quote });
    expect((await registry.sourcesOf(listing.token)).secondFeed).to.equal(`0x${"0".repeat(40)}`);
    expect((await registry.feedOf(listing.token)).scale).to.equal(22n);
  });

  it("takes as quote the dollar, or another listed token that is priced in dollars", async () => {
    const { registry, listing, usdc, signers, ethers, market } = use();
    const nested = await ethers.deployContract("MockERC20", ["Nested", "NEST", 18]);
    await market.operator.probe(registry, [nested]);
    await list({ token: await nested.getAddress(), quote: await usdc.getAddress() });
    for (const quote of [
      listing.token,
      signers.stranger.address,
      ethers.ZeroAddress,
      "0x00000000000000000000000000000000000003d2",
      await nested.getAddress(),
    ]) {
      await expect(list({ quote }), quote)
        .to.be.revertedWithCustomError(registry, "QuoteUnusable")
        .withArgs(listing.token, quote);
    }
    await list({ quote: await usdc.getAddress() });
  });

  it("keeps a second feed within what any listing may say", async () => {
    const { registry, listing, signers, ethers } = use();
    const good = await second();
    for (const changes of [
      { secondHeartbeat: 0n },
      { secondHeartbeat: 2n ** 24n },
      { maxDivergence: 0n },
      { maxDivergence: WAD / 10n + 1n },
      { secondFeed: listing.feed },
      { secondFeed: ethers.ZeroAddress },
      { secondFeed: ethers.ZeroAddress, secondHeartbeat: 0n },
      { secondFeed: ethers.ZeroAddress, maxDivergence: 0n },
    ]) {
      await expect(list({ ...good, ...changes }), Object.keys(changes).join())
        .to.be.revertedWithCustomError(registry, "ListingOutOfBounds")
        .withArgs(listing.token);
    }
    await expect(list({ ...good, secondFeed: signers.stranger.address }))
      .to.be.revertedWithCustomError(registry, "NoCode")
      .withArgs(signers.stranger);
    const wide = await ethers.deployContract("MockAggregator", [19, "NEW / USD", 1n]);
    await expect(list({ ...good, secondFeed: await wide.getAddress() }))
      .to.be.revertedWithCustomError(registry, "DecimalsUnsupported")
      .withArgs(wide, 19n);
    await list({ ...good, maxDivergence: 1n });
    await list({ ...good, secondHeartbeat: 2n ** 24n - 1n });
    expect(await registry.MAX_DIVERGENCE()).to.equal(WAD / 10n);
  });

  it("P-1 keeps the band of a stablecoin within 5 % of a dollar, to the unit, and its price in dollars", async () => {
    const { registry, listing, usdc } = use();
    const close = {
      stable: true,
      minAnswer: (DOLLAR * 95n) / 100n,
      maxAnswer: (DOLLAR * 105n) / 100n,
    };
    for (const changes of [
      { minAnswer: close.minAnswer - 1n },
      { maxAnswer: close.maxAnswer + 1n },
      { quote: await usdc.getAddress() },
    ]) {
      const changed = { ...close, ...changes };
      await expect(list(changed), Object.keys(changes)[0])
        .to.be.revertedWithCustomError(registry, "StablecoinBandTooWide")
        .withArgs(listing.token, changed.minAnswer, changed.maxAnswer);
    }
    await list(close);
    expect((await registry.component(listing.token)).stable).to.equal(true);
  });
});

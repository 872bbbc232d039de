import { expect } from "chai";

import { bitsOf } from "../fixtures/bitsOf.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { wordsOf } from "../fixtures/wordsOf.ts";
import { registryFixture } from "./registryFixture.ts";

/** The fixture's component, listed with a second feed. */
async function listedFixture() {
  const fixture = await registryFixture();
  const { admin, registry, ethers, networkHelpers } = fixture;
  const second = await ethers.deployContract("MockAggregator", [8, "NEW / USD", 10n ** 8n]);
  const listing = {
    ...fixture.listing,
    secondFeed: await second.getAddress(),
    secondHeartbeat: 3600n,
    maxDivergence: WAD / 100n,
  };
  await admin.announceListings([listing]);
  await networkHelpers.time.increase(2n * DAY);
  await registry.list([listing]);
  const { heartbeat, minAnswer, maxAnswer, maxDivergence } = listing;
  const { slippage, maxWeight, dust } = listing;
  const limits = {
    heartbeat,
    minAnswer,
    maxAnswer,
    maxDivergence,
    slippage,
    maxWeight,
    dust,
  };
  return { ...fixture, listing, limits, guardian: registry.connect(fixture.signers.guardian) };
}

describe("ComponentRegistry.tighten", () => {
  const use = useFixture(listedFixture);

  it("P-2 A-3 makes each limit stricter at once, alone, and says so", async () => {
    const { guardian, registry, listing, signers } = use();
    const limits = { ...use().limits };
    for (const change of [
      { heartbeat: limits.heartbeat - 1n },
      { minAnswer: limits.minAnswer + 1n },
      { maxAnswer: limits.maxAnswer - 1n },
      { maxDivergence: limits.maxDivergence - 1n },
      { slippage: limits.slippage - 1n },
      { maxWeight: limits.maxWeight - 1n },
      { dust: limits.dust - 1n },
    ]) {
      Object.assign(limits, change);
      await expect(guardian.tighten(listing.token, limits), Object.keys(change)[0])
        .to.emit(registry, "ComponentTightened")
        .withArgs(listing.token, signers.guardian, Object.values(limits));
    }
    const feed = await registry.feedOf(listing.token);
    expect([feed.heartbeat, feed.minAnswer, feed.maxAnswer]).to.deep.equal([
      limits.heartbeat,
      limits.minAnswer,
      limits.maxAnswer,
    ]);
    expect([feed.feed, feed.scale, feed.further]).to.deep.equal([listing.feed, 22n, true]);
    expect((await registry.sourcesOf(listing.token)).maxDivergence).to.equal(limits.maxDivergence);
    const component = await registry.component(listing.token);
    expect([component.slippage, component.dust, component.status]).to.deep.equal([
      limits.slippage,
      limits.dust,
      1n,
    ]);
    const [word] = wordsOf(await registry.tradeTerms([listing.token]));
    expect([bitsOf(word, 192n, 8n), word >> 200n]).to.deep.equal([1n, limits.slippage]);
  });

  it("A-3 loosens nothing, not even together with something stricter", async () => {
    const { guardian, registry, listing, limits } = use();
    for (const looser of [
      { heartbeat: limits.heartbeat + 1n },
      { minAnswer: limits.minAnswer - 1n },
      { maxAnswer: limits.maxAnswer + 1n },
      { maxDivergence: limits.maxDivergence + 1n },
      { slippage: limits.slippage + 1n },
      { maxWeight: limits.maxWeight + 1n },
      { dust: limits.dust + 1n },
    ]) {
      for (const stricter of [
        {},
        { slippage: 0n, ...looser },
        { maxWeight: 0n, minAnswer: limits.minAnswer + 1n, ...looser },
      ]) {
        const changed = { ...limits, ...looser, ...stricter };
        await expect(guardian.tighten(listing.token, changed), Object.keys(looser)[0])
          .to.be.revertedWithCustomError(registry, "NotStricter")
          .withArgs(listing.token);
      }
    }
    await expect(guardian.tighten(listing.token, limits), "nothing changed")
      .to.be.revertedWithCustomError(registry, "NotStricter")
      .withArgs(listing.token);
  });

  it("cannot give a divergence to what has no second feed", async () => {
    const { guardian, registry, usdc, limits } = use();
    const { heartbeat, minAnswer, maxAnswer } = await registry.feedOf(usdc);
    const { slippage, maxWeight, dust } = await registry.component(usdc);
    const band = { minAnswer, maxAnswer: maxAnswer - 1n };
    const changed = { heartbeat, ...band, slippage, maxWeight, dust };
    await expect(guardian.tighten(usdc, { ...changed, maxDivergence: 1n }))
      .to.be.revertedWithCustomError(registry, "NotStricter")
      .withArgs(usdc);
    await guardian.tighten(usdc, { ...changed, maxDivergence: 0n });
    expect((await registry.feedOf(usdc)).further).to.equal(false);
    expect(limits.slippage).to.be.greaterThan(0n);
  });

  it("A-3 takes no divergence for stricter than that of a second feed which is gone", async () => {
    const { admin, guardian, registry, listing, limits, ethers, networkHelpers } = use();
    const none = { secondFeed: ethers.ZeroAddress, secondHeartbeat: 0n, maxDivergence: 0n };
    const alone = [{ ...listing, ...none }];
    await admin.announceListings(alone);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list(alone);
    await expect(guardian.tighten(listing.token, { ...limits, maxDivergence: 0n }))
      .to.be.revertedWithCustomError(registry, "NotStricter")
      .withArgs(listing.token);
  });

  it("P-2 lowers a stablecoin's weight as well, until it is listed anew", async () => {
    const { admin, guardian, registry, listing, limits, networkHelpers } = use();
    const band = { minAnswer: 95n * 10n ** 8n, maxAnswer: 105n * 10n ** 8n };
    const stable = [{ ...listing, ...band, stable: true, maxWeight: WAD / 2n }];
    const relist = async () => {
      await admin.announceListings(stable);
      await networkHelpers.time.increase(2n * DAY);
      await registry.list(stable);
    };
    const weightNow = async () => (await registry.component(listing.token)).maxWeight;
    await relist();
    await networkHelpers.time.increaseTo(await registry.newUntil(listing.token));
    expect(await weightNow()).to.equal(WAD / 2n);
    await guardian.tighten(listing.token, { ...limits, ...band, maxWeight: WAD / 7n });
    expect(await weightNow()).to.equal(WAD / 7n);
    await expect(
      guardian.tighten(listing.token, { ...limits, ...band, maxWeight: WAD / 7n + 1n }),
    ).to.be.revertedWithCustomError(registry, "NotStricter");
    await relist();
    expect(await weightNow()).to.equal(WAD / 2n);
  });

  it("A-3 leaves a price possible: to stop a component is a freeze, and counts as one", async () => {
    const { guardian, registry, listing, limits } = use();
    for (const nothing of [
      { heartbeat: 0n },
      { minAnswer: limits.maxAnswer },
      { minAnswer: limits.maxAnswer + 1n },
      { maxAnswer: limits.minAnswer },
      { maxDivergence: 0n },
    ]) {
      await expect(guardian.tighten(listing.token, { ...limits, ...nothing }))
        .to.be.revertedWithCustomError(registry, "ListingOutOfBounds")
        .withArgs(listing.token);
    }
    const least = {
      heartbeat: 1n,
      minAnswer: limits.maxAnswer - 1n,
      maxDivergence: 1n,
    };
    await guardian.tighten(listing.token, { ...limits, ...least });
  });

  it("P-2 makes announcements from before void", async () => {
    const { admin, guardian, registry, listing, limits, networkHelpers } = use();
    const looser = [{ ...listing, slippage: listing.slippage + 1n }];
    await admin.announceListings(looser);
    await networkHelpers.time.increase(DAY);
    await guardian.tighten(listing.token, { ...limits, maxWeight: 0n });
    const changedAt = BigInt(await networkHelpers.time.latest());
    expect(await registry.changedAt(listing.token)).to.equal(changedAt);
    await networkHelpers.time.increase(DAY);
    await expect(registry.list(looser))
      .to.emit(registry, "ListingSkipped")
      .withArgs(listing.token, use().hashOf(looser), changedAt);
    expect((await registry.component(listing.token)).slippage).to.equal(listing.slippage);
  });

  it("leaves a freeze as it is", async () => {
    const { guardian, registry, listing, limits } = use();
    await guardian.freeze(listing.token);
    await guardian.tighten(listing.token, { ...limits, maxWeight: 0n });
    expect((await registry.component(listing.token)).status).to.equal(3n);
    expect(await registry.frozenCount()).to.equal(1n);
  });

  it("wants a listed token", async () => {
    const { guardian, registry, limits, signers } = use();
    await expect(guardian.tighten(signers.stranger, limits))
      .to.be.revertedWithCustomError(registry, "NotListed")
      .withArgs(signers.stranger);
  });
});

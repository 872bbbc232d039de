import { expect } from "chai";

import { DAY } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { registryFixture } from "./registryFixture.ts";

describe("ComponentRegistry.frozenSince", () => {
  const use = useFixture(registryFixture);
  const now = async () => BigInt(await use().networkHelpers.time.latest());
  const since = () => use().registry.frozenSince(use().listing.token);
  const guardian = () => use().registry.connect(use().signers.guardian);

  /** Announces and carries out, behind the delay. */
  async function list(changes: Record<string, unknown> = {}): Promise<void> {
    const { admin, registry, listing, networkHelpers } = use();
    const listings = [{ ...listing, ...changes }];
    await admin.announceListings(listings);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list(listings);
  }

  it("is zero of what is unlisted, buyable or sell-only", async () => {
    const { listing } = use();
    expect(await since()).to.equal(0n);
    await list();
    expect(await since()).to.equal(0n);
    await guardian().restrict(listing.token);
    expect(await since()).to.equal(0n);
  });

  it("P-2 is when the freeze began, which another freeze neither renews nor shortens", async () => {
    const { listing, networkHelpers, registry } = use();
    await list();
    await guardian().freeze(listing.token);
    const from = await now();
    expect(await since()).to.equal(from);
    for (const wait of [1n, 13n * DAY, 100n * DAY]) {
      await networkHelpers.time.increase(wait);
      await guardian().freeze(listing.token);
      expect(await since()).to.equal(from);
      expect(await registry.changedAt(listing.token)).to.equal(await now());
    }
  });

  it("P-2 ends with a new listing, of terms and of a feed, and begins anew with the next freeze", async () => {
    const { listing, ethers, networkHelpers, admin, registry } = use();
    await list();
    await guardian().restrict(listing.token);
    await guardian().freeze(listing.token);
    await list({ slippage: 0n });
    expect(await since()).to.equal(0n);
    await networkHelpers.time.increase(DAY);
    await guardian().freeze(listing.token);
    const from = await now();
    expect(await since()).to.equal(from);

    const other = await ethers.deployContract("MockAggregator", [10, "NEW / USD", 10n ** 10n]);
    const replaced = [{ ...listing, feed: await other.getAddress() }];
    await admin.announceListings(replaced);
    await networkHelpers.time.increase(9n * DAY);
    await other.setAnswer(10n ** 10n);
    expect(await since(), "an announcement ends no freeze").to.equal(from);
    await registry.list(replaced);
    expect(await since()).to.equal(0n);
  });

  it("is each component's own", async () => {
    const { listing, registry, market } = use();
    await list();
    const alpha = market.names.get("alpha")!.token;
    await guardian().freeze(alpha);
    expect(await since()).to.equal(0n);
    expect(await registry.frozenSince(alpha)).to.equal(await now());
    expect(await registry.isProbed(listing.token)).to.equal(true);
  });
});

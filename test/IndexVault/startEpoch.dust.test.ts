import { expect } from "chai";

import { listingOf } from "../../deploy/listingOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { pass } from "../fixtures/epochSetting.ts";
import { DAY, ROWS } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

/** The weights without one component, whose part goes to USDC. */
function without(id: keyof typeof WEIGHTS): Record<string, bigint> {
  return Object.fromEntries(Object.entries(WEIGHTS).filter(([name]) => name !== id));
}

describe("IndexVault.startEpoch, of what is called dust", () => {
  const use = useFixture(basketFixture);

  /** Lists a component again with as much dust as a listing can say, a week later. */
  async function callAnythingDust(id: keyof typeof WEIGHTS) {
    const fixture = use();
    const { registry, networkHelpers, market, ethers } = fixture;
    const name = market.names.get(id)!;
    const admin = registry.connect(await actAsTimelock(fixture));
    const listing = [{ ...listingOf(name), dust: 2n ** 128n - 1n }];
    await admin.announceListings(listing);
    await networkHelpers.time.increase(7n * DAY);
    await registry.list(listing);
    await moveMarket(market, ROWS);
    return ethers.getContractAt("MockERC20", name.token);
  }

  it("E-9 V-6 drops no component for a listing that calls all of it dust", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const alpha = await callAnythingDust("alpha");
    await expect(
      vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, without("alpha"))),
    )
      .to.be.revertedWithCustomError(vault, "ComponentMissing")
      .withArgs(alpha);
  });

  it("E-9 drops what was worth five hundredths of a percent of NAV at the last prices, and not a unit more", async () => {
    const fixture = use();
    const { vault, signers, networkHelpers } = fixture;
    const delta = await callAnythingDust("delta");
    const [, units] = await vault.basket(1n);
    const target = units[await positionOf(vault, delta)]; // D36{tok/share} of 19 % of NAV, at 24 decimals
    const most = (target * (await vault.totalSupply()) * 5n) / (1_900n * 10n ** 36n);
    const held = await delta.balanceOf(vault);
    await networkHelpers.impersonateAccount(vault.target as string);
    await networkHelpers.setBalance(vault.target as string, 10n ** 18n);
    const owner = await fixture.ethers.getSigner(vault.target as string);
    await delta.connect(owner).transfer(signers.bob, held - most - 2n);
    const start = vault.connect(signers.strategist).startEpoch;
    await expect(start(await epochOrder(fixture, without("delta")))).to.be.revertedWithCustomError(
      vault,
      "ComponentMissing",
    );
    await delta.connect(owner).transfer(signers.bob, 2n);
    await start(await epochOrder(fixture, without("delta")));
    expect(await positionOf(vault, delta)).to.equal(-1);
  });

  it("E-9 measures both bounds by the price that was kept, each rounded down as a target is", async () => {
    const base = use();
    const { ethers, signers } = base;
    const usdcAmount = 3n * 10n ** 22n; // of a cent a share: 3 * 10^36 {share}, of which the last digits of a price show
    const vault = await createIndex(base, { usdcAmount, sharePrice: 10n ** 4n });
    const fixture = { ...base, vault };
    const answer = 123_456_800n; // D8{usd/token}
    const feed = await ethers.deployContract("MockAggregator", [8, "ANY / USD", answer]);
    const [trifling, dusty] = [
      await ethers.deployContract("MockERC20", ["Any", "ANY", 18]),
      await ethers.deployContract("MockERC20", ["Any", "ANY", 18]),
    ];
    await addComponents(fixture, [
      { token: trifling, tokenDecimals: 18, feed, terms: { dust: 0n } },
      { token: dusty, tokenDecimals: 18, feed, terms: { dust: 2n ** 128n - 1n } },
    ]);
    await feed.setAnswer(answer);
    const start = vault.connect(signers.strategist).startEpoch;
    const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
    const tokens = [await trifling.getAddress(), await dusty.getAddress()];
    const { record } = await startedRecord(
      vault,
      await start(tokens.reduce((all, token) => withComponent(all, token), order)),
    );

    const full = (record.navPerShare * 10n ** 54n) / (answer * 10n ** 28n); // D36{tok/share}
    const kept = (full >> 25n) << 25n;
    expect([full >> 112n, kept % 10n ** 6n, kept % 2_000n]).to.deep.equal([1n, 673_792n, 1_792n]);
    const [trifle, most] = [3n * (kept / 10n ** 6n), 3n * (kept / 2_000n)]; // {tok}
    await pass(fixture, 7n * DAY);
    const leaving = await epochOrder(fixture, {}, { regime: REGIME.bear });
    const snapshot = await fixture.networkHelpers.takeSnapshot();
    for (const [more, token] of [
      [[1n, 0n], trifling],
      [[0n, 1n], dusty],
    ] as const) {
      await trifling.mint(vault, trifle + more[0]);
      await dusty.mint(vault, most + more[1]);
      await expect(start(leaving))
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(token);
      await snapshot.restore();
    }
    await trifling.mint(vault, trifle);
    await dusty.mint(vault, most);
    await start(leaving);
    expect((await vault.basket(2n)).components).to.deep.equal([base.usdc.target]);
  });
});

import { expect } from "chai";

import { listingOf } from "../../deploy/listingOf.ts";
import { moveMarket } from "../../scripts/market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { DAY, ROWS } from "../fixtures/indexFixture.ts";
import { epochOrder } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

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
});

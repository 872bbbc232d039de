import { expect } from "chai";

import { HOUR, pass } from "../fixtures/epochSetting.ts";
import { boughtFixture, heldWeights, IDS, startWeek } from "../fixtures/boughtFixture.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { epochOrder, fullTrade } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.settlement, where sales within tolerance pay for what enters", () => {
  const use = useFixture(boughtFixture);

  it("E-9 E-15 an epoch in which a name enters is not settled before it has, although the sales that pay for it are within tolerance", async () => {
    const fixture = use();
    const { vault, signers, market } = fixture;
    await startWeek(fixture, 185n);
    const omega = market.names.get("omega")!.token;
    const [settled, component] = await vault.settlement();
    expect([settled, component]).to.deep.equal([false, omega]);
    await pass(fixture, 9n * HOUR);
    await expect(vault.connect(signers.stranger).closeEpoch()).to.be.revertedWithCustomError(
      vault,
      "EpochNotSettled",
    );
  });

  it("E-9 E-15 a tail name of 4 bps is bought before the epoch is settled, and sold before it leaves", async () => {
    const fixture = use();
    const { vault, signers, market, ethers } = fixture;
    const TAIL = (WAD * 4n) / 10_000n;
    const omega = await ethers.getContractAt("MockERC20", market.names.get("omega")!.token);
    for (const weight of [TAIL, 0n]) {
      await pass(fixture, 7n * DAY);
      const held = await heldWeights(fixture);
      const weights: Record<string, bigint> = { omega: weight };
      for (const id of IDS) weights[id] = held.get(id)!;
      if (weight > 0n) weights.alpha -= weight;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
      await pass(fixture, 9n * HOUR);
      expect((await vault.settlement()).settled).to.equal(false);
      await expect(vault.connect(signers.stranger).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      await expect(vault.connect(signers.stranger).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs((await vault.epoch()).number, true);
      expect((await omega.balanceOf(vault)) > 0n).to.equal(weight > 0n);
    }
    await pass(fixture, 7n * DAY);
    const held = await heldWeights(fixture);
    const weights = Object.fromEntries(IDS.map((id) => [id, held.get(id)!]));
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, { ...weights, omega: 0n }));
    expect(await positionOf(vault, omega)).to.equal(-1);
  });
});

describe("IndexVault.settlement, of a purchase that is almost done", () => {
  const use = useFixture(misbehavingFixture);
  const PERCENT = WAD / 100n;
  const DOLLAR = 10n ** 6n; // {usdc}
  const TOKEN = 10n ** 18n; // {tok} a dollar of a misbehaving component

  it("E-9 waits for seven eighths of it, and then not for what small excesses could pay", async () => {
    const { vault, odd, signers, start, buy, sell, pass } = use();
    await start({}, [32n * PERCENT, 32n * PERCENT, 0n]);
    for (const token of odd.slice(0, 2)) await buy(token, 3_200n * DOLLAR - 1n);
    await pass(DAY + 1n);
    await start({}, [31n * PERCENT, 31n * PERCENT, 3n * PERCENT]);
    for (const token of odd.slice(0, 2)) await sell(token, signers.keeper, 90n * TOKEN);
    // Each of the two is 10 dollars above its target: within its tolerance of 62.
    await buy(odd[2], 262n * DOLLAR);
    expect((await vault.settlement()).settled).to.equal(false);
    await buy(odd[2], 1n * DOLLAR);
    const [settled, component] = await vault.settlement();
    expect([settled, component]).to.deep.equal([true, await odd[2].getAddress()]);
  });

  it("E-15 a component that fell by itself keeps no epoch open, although USDC is there to buy it with", async () => {
    const { vault, usdc, odd, start, buy } = use();
    await start({}, [32n * PERCENT, 32n * PERCENT]);
    await buy(odd[0], 3_200n * DOLLAR - 1n);
    await buy(odd[1], 3_200n * DOLLAR - 1n);
    expect((await vault.settlement()).settled).to.equal(true);
    await odd[0].seize(vault, 160n * TOKEN);
    await usdc.mint(vault, 500n * DOLLAR); // beyond its tolerance
    await expect(buy(odd[0], 100n * DOLLAR)).to.be.revertedWithCustomError(
      vault,
      "PurchaseOverAllowance",
    );
    expect((await vault.settlement()).settled).to.equal(true);
  });

  it("E-15 a gift of an eighth of a name that enters settles nothing", async () => {
    const { vault, odd, start, buy, pass } = use();
    const TAIL = (WAD * 5n) / 10_000n;
    await start({}, [32n * PERCENT]);
    await buy(odd[0], 3_200n * DOLLAR - 1n);
    await pass(DAY + 1n);
    await start({}, [32n * PERCENT, TAIL]);
    await odd[1].mint(vault, TOKEN);
    expect((await vault.settlement()).settled).to.equal(false);
  });
});

describe("IndexVault.settlement, where the USDC does not suffice for what enters", () => {
  const use = useFixture(misbehavingFixture);
  const THIRD = (WAD * 32n) / 100n;
  const TAIL = (WAD * 4n) / 10_000n;
  const DOLLAR = 10n ** 6n; // {usdc}
  const TOKEN = 10n ** 18n; // {tok} a dollar of a misbehaving component

  it("E-9 E-15 an epoch settles once an eighth of a name that enters is bought, and not before", async () => {
    const fixture = use();
    const { vault, odd, market, signers, start, buy, sell, pass } = fixture;
    await start({}, [THIRD, THIRD, THIRD]);
    for (const token of odd) await buy(token, 3_200n * DOLLAR - 1n, 3_200n * TOKEN - 1n);
    await vault.connect(signers.keeper).closeEpoch();
    await pass(DAY + 1n);
    await start({ alpha: TAIL }, [THIRD - TAIL, THIRD, THIRD]);
    const alpha = market.names.get("alpha")!.token;
    for (const [cents, settled] of [
      [40n, false],
      [20n, true],
    ] as const) {
      await sell(odd[0], signers.keeper, (cents * TOKEN) / 100n);
      const paid = (cents * DOLLAR) / 100n;
      await buy(alpha, paid, paid / 42n + 1n);
      expect((await vault.settlement()).settled, `after ${cents} cents more`).to.equal(settled);
    }
  });
});

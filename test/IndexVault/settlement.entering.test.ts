import { expect } from "chai";

import { HOUR, pass } from "../fixtures/epochSetting.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, fullTrade } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { valueOf } from "../fixtures/valueOf.ts";

const IDS = ["alpha", "beta", "gamma", "delta"] as const;
const QUARTER = (WAD * 245n) / 1000n; // {1}

describe("IndexVault.settlement, where sales within tolerance pay for what enters", () => {
  const use = useFixture(boughtFixture);

  /** An index that holds four components of about a quarter each. */
  async function boughtFixture() {
    const fixture = await indexFixture();
    const { vault, signers } = fixture;
    const weights = Object.fromEntries(IDS.map((id) => [id, QUARTER]));
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    await vault.connect(signers.keeper).closeEpoch();
    return fixture;
  }

  /** {1} Weights that are held now, and of USDC. */
  async function heldWeights(fixture: IndexFixture): Promise<Map<string, bigint>> {
    const { vault, usdc, market } = fixture;
    const holdings = await vault.holdings();
    const [tokens] = await vault.basket(await vault.basketId());
    const values = await Promise.all(
      tokens.map((token, i) => valueOf(fixture, token, holdings[i])),
    );
    const nav = values.reduce((sum, value) => sum + value, 0n);
    const weightOf = (token: string): bigint => (values[tokens.indexOf(token)] * WAD) / nav;
    return new Map([
      ...IDS.map((id): [string, bigint] => [id, weightOf(market.names.get(id)!.token)]),
      ["usdc", weightOf(await usdc.getAddress())],
    ]);
  }

  /** Starts a week in which each of four components gives `part` / 10,000 of itself, and omega gets it. */
  async function startWeek(fixture: IndexFixture, part: bigint) {
    const { vault, signers } = fixture;
    await pass(fixture, 7n * DAY);
    const held = await heldWeights(fixture);
    const weights: Record<string, bigint> = {};
    for (const id of IDS) weights[id] = (held.get(id)! * (10_000n - part)) / 10_000n;
    weights.omega = WAD - held.get("usdc")! - IDS.reduce((sum, id) => sum + weights[id], 0n);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
    return weights.omega;
  }

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

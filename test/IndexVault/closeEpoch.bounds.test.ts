import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { pass } from "../fixtures/epochSetting.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

/** The index itself, as whoever moves what it has. */
async function ownerOf({ vault, ethers, networkHelpers }: IndexFixture) {
  const own = vault.target as string;
  await networkHelpers.impersonateAccount(own);
  await networkHelpers.setBalance(own, WAD);
  return ethers.getSigner(own);
}

/** An index in its second epoch, which is to keep its basket, and delta in it, of 24 decimals. */
async function keepingFixture() {
  const fixture = await basketFixture();
  const { vault, signers, market, ethers } = fixture;
  await pass(fixture, 7n * DAY);
  await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
  const delta = await ethers.getContractAt("MockERC20", market.names.get("delta")!.token);
  const [, units] = await vault.basket(2n);
  const target = (units[await positionOf(vault, delta)] * (await vault.totalSupply())) / UNIT_SCALE;
  const owner = delta.connect(await ownerOf(fixture));
  /** Gives delta to the index, or takes it away, until it has `amount`. */
  const hold = async (amount: bigint): Promise<void> => {
    await owner.transfer(signers.stranger, await delta.balanceOf(vault));
    await delta.mint(vault, amount);
  };
  return { ...fixture, delta, target, tolerance: (target * 2n) / 100n, hold };
}

describe("IndexVault.closeEpoch, to the last unit", () => {
  const use = useFixture(keepingFixture);

  it("E-9 tolerates 2 % of a target above it, rounded down", async () => {
    const { vault, signers, delta, target, tolerance, hold } = use();
    expect((target * 2n) % 100n).to.be.greaterThan(0n);
    await hold(target + tolerance + 1n);
    await expect(vault.connect(signers.keeper).closeEpoch())
      .to.be.revertedWithCustomError(vault, "EpochNotSettled")
      .withArgs(delta, target + tolerance + 1n, target, tolerance);
    await hold(target + tolerance);
    await expect(vault.connect(signers.keeper).closeEpoch())
      .to.emit(vault, "EpochClosed")
      .withArgs(2n, true);
  });

  it("E-9 tolerates as much below it, while there is USDC to buy with", async () => {
    const { vault, usdc, signers, delta, target, tolerance, hold } = use();
    await usdc.mint(vault, 10n ** 12n);
    await hold(target - tolerance - 1n);
    await expect(vault.connect(signers.keeper).closeEpoch())
      .to.be.revertedWithCustomError(vault, "EpochNotSettled")
      .withArgs(delta, target - tolerance - 1n, target, tolerance);
    await hold(target - tolerance);
    await expect(vault.connect(signers.keeper).closeEpoch())
      .to.emit(vault, "EpochClosed")
      .withArgs(2n, true);
  });

  describe("of a component of which one is worth more than all tolerances", () => {
    const useFirst = useFixture(indexFixture);

    it("E-9 tolerates one", async () => {
      const fixture = useFirst();
      const { ethers, signers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]);
      const feed = await ethers.deployContract("MockAggregator", [0, "DEAR / USD", 1_000_000n]);
      await addComponents(fixture, [{ token, tokenDecimals: 0, feed }]);
      await feed.setAnswer(1_000_000n);
      const vault = await createIndex(fixture);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const at = await token.getAddress();
      await token.mint(vault, 1n);
      await vault.connect(signers.strategist).startEpoch(withComponent(order, at));
      const snapshot = await fixture.networkHelpers.takeSnapshot();
      await token.mint(vault, 1n);
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.be.revertedWithCustomError(vault, "EpochNotSettled")
        .withArgs(token, 2n, 0n, 1n);
      await snapshot.restore();
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(1n, true);
    });
  });

  describe("of a component of which a target has 48 digits", () => {
    const useFirst = useFixture(indexFixture);

    it("E-9 tells where it stands to the last", async () => {
      const fixture = useFirst();
      const { ethers, signers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Cheap", "CHEAP", 27]);
      const feed = await ethers.deployContract("MockAggregator", [18, "CHEAP / USD", 1n]);
      await addComponents(fixture, [{ token, tokenDecimals: 27, feed }]);
      await feed.setAnswer(1n);
      const vault = await createIndex(fixture);
      const at = await token.getAddress();
      const weight = WAD / 10n + 7n;
      const plain = await epochOrder(fixture, {}, { weights: [WAD - weight] });
      const order = { ...withComponent(plain, at, weight), regime: REGIME.bear };
      await vault.connect(signers.strategist).startEpoch(order);
      const [, units] = await vault.basket(1n);
      const digits = (10n ** 64n) >> 125n; // of $10 at 10^-18 a whole token, the 88 that are kept
      expect(digits >> 87n).to.equal(1n);
      const full = digits << 125n; // D36{tok/share}
      const unit = units[await positionOf(vault, at)];
      expect([unit, (full * weight) % WAD > 0n]).to.deep.equal([(full * weight) / WAD, true]);
      const supply = await vault.totalSupply();
      const target = (unit * supply) / UNIT_SCALE;
      const tolerance = (((full * ((weight * 2n) / 100n)) / WAD) * supply) / UNIT_SCALE;
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.be.revertedWithCustomError(vault, "EpochNotSettled")
        .withArgs(token, 0n, target, tolerance);
    });
  });

  describe("of a component on which claims are kept in shares", () => {
    const useOdd = useFixture(oddFixture);

    it("V-1 E-9 counts what is the holders' of it, rounded down", async () => {
      const fixture = useOdd();
      const { vault, odd, other, callback, signers } = fixture;
      const { bob, stranger } = signers;
      await odd.setReadFault(READ.revert);
      await vault.connect(bob).redeem(100n * WAD, bob, bob);
      await odd.setReadFault(READ.none);
      const owner = await ownerOf(fixture);
      await other.connect(owner).transfer(stranger, await other.balanceOf(vault));
      await callback.connect(owner).transfer(stranger, await callback.balanceOf(vault));
      const balance = await odd.balanceOf(vault);
      expect((balance * 9n) % 10n).to.be.greaterThan(0n);
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.be.revertedWithCustomError(vault, "EpochNotSettled")
        .withArgs(odd, (balance * 9n) / 10n, 0n, () => true); // 900 shares hold it, and 100 wait
    });
  });
});

import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { ceilPart, floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

/** {share} What stands for one unit of the component with six decimals, and for 1,400 of the one with eighteen. */
const UNIT = 2n * 10n ** 11n;

/** Code of a token that has 1,000 units for everybody until it is asked for a transfer: that returns false, and reads revert. */
const GONE_AFTER_A_TRANSFER =
  "0x36604414601657609954602057" + "6103e85f5260205ff3" + "5b600160995560205ff3" + "5b5f5ffd";

describe("A single unit, and a single share wei, of an IndexVault", () => {
  const use = useFixture(oddFixture);

  async function redeemUnread(account: HardhatEthersSigner, shares: bigint): Promise<void> {
    const { vault, odd } = use();
    await odd.setReadFault(READ.revert);
    await vault.connect(account).redeem(shares, account, account);
    await odd.setReadFault(READ.none);
  }

  async function redeemUnpaid(account: HardhatEthersSigner, shares: bigint): Promise<void> {
    const { vault, other } = use();
    await other.setTransferFault(TRANSFER.revert);
    await vault.connect(account).redeem(shares, account, account);
    await other.setTransferFault(TRANSFER.none);
  }

  /** A new epoch of the same components. */
  async function startAgain(): Promise<void> {
    const fixture = use();
    const { vault, usdc, callback, components, signers, networkHelpers } = fixture;
    await callback.arm(vault, "0x");
    await networkHelpers.time.increase(7n * DAY);
    await addComponents(fixture, []);
    const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
    const order = await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear });
    await vault.connect(signers.strategist).startEpoch(order);
  }

  it("V-3 G-1 is paid, and told; nothing is where the part is less than one", async () => {
    const { vault, other, signers, at } = use();
    const { bob, stranger } = signers;
    const amounts = [...(await vault.previewRedeem(UNIT))];
    expect(amounts[at.other]).to.equal(1n);
    await expect(vault.connect(bob).redeem(UNIT, stranger, bob))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(bob, stranger, bob, UNIT, 1n, amounts);
    expect(await other.balanceOf(stranger)).to.equal(1n);

    const none = [...(await vault.previewRedeem(1n))];
    expect(none[at.other]).to.equal(0n);
    const returned = await vault.connect(bob).redeem.staticCall(1n, stranger, bob);
    expect([...returned]).to.deep.equal(none);
    await expect(vault.connect(bob).redeem(1n, stranger, bob))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(bob, stranger, bob, 1n, 1n, none);
  });

  it("G-1 is not missing from what is told to be paid where a transfer says it failed and moved everything", async () => {
    const { vault, odd, signers } = use();
    const { bob, stranger } = signers;
    const amounts = [...(await vault.previewRedeem(WAD))];
    await odd.setTransferFault(TRANSFER.returnFalseAndMove);
    await expect(vault.connect(bob).redeem(WAD, stranger, bob))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(bob, stranger, bob, WAD, 1n, amounts);
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
  });

  it("L-4 is not missing from the claim on a component that refuses and can no longer be read", async () => {
    const { vault, odd, signers, networkHelpers } = use();
    await networkHelpers.setCode(odd.target as string, GONE_AFTER_A_TRANSFER);
    await vault.connect(signers.bob).redeem(100n * WAD, signers.bob, signers.bob);
    expect(await vault.claimOf(odd, signers.bob)).to.deep.equal([100n, 0n]);
  });

  it("V-1 L-4 is credited, kept out of the next basket's holdings, and claimed", async () => {
    const { vault, other, signers, at } = use();
    const { bob, stranger } = signers;
    await redeemUnpaid(bob, UNIT);
    expect(await vault.claimOf(other, bob)).to.deep.equal([1n, 0n]);
    await startAgain();
    const [held, supply] = [await other.balanceOf(vault), await vault.totalSupply()];
    expect((await vault.previewRedeem(supply))[at.other]).to.equal(held - 1n);
    await expect(vault.connect(bob).claim(other, stranger))
      .to.emit(vault, "ClaimPaid")
      .withArgs(other, bob, stranger, 1n, 1n);
    expect(await other.balanceOf(stranger)).to.equal(1n);
    expect(await vault.owed(other)).to.deep.equal([0n, 0n]);
  });

  it("V-1 V-2 V-3 L-4 waits as a single share wei, and has its part in the next basket too", async () => {
    const fixture = use();
    const { vault, odd, signers, at } = fixture;
    const { alice, bob, stranger } = signers;
    await redeemUnread(bob, 1n);
    await odd.setReadFault(READ.revert);
    await startAgain();
    await odd.setReadFault(READ.none);
    expect(await vault.owed(odd)).to.deep.equal([0n, 1n]);
    await odd.mint(vault, 5n);

    const [held, supply] = [await odd.balanceOf(vault), await vault.totalSupply()];
    const free = floorPart(held, supply, supply + 1n);
    expect(free < held - 1n).to.equal(true);
    expect((await vault.previewRedeem(supply))[at.odd]).to.equal(free);
    expect((await vault.holdings())[at.odd]).to.equal(free);
    const maxima = await deliver(fixture, stranger, supply);
    expect(maxima[at.odd]).to.equal(ceilPart(held, supply, supply + 1n));
    const issued = await vault.connect(stranger).issue.staticCall(supply, stranger, 2n, maxima);
    expect(issued[at.odd]).to.equal(maxima[at.odd]);
    // Shares whose part would be a unit more, were what the holders have rounded up.
    const shares = Array.from({ length: 600 }, (_, i) => BigInt(i + 1) * WAD + 1n).find(
      (some) => floorPart(free + 1n, some, supply) > floorPart(free, some, supply),
    )!;
    const paid = await vault.connect(alice).redeem.staticCall(shares, alice, alice);
    expect(paid[at.odd]).to.equal(floorPart(free, shares, supply));

    await redeemUnread(alice, 1n);
    const amount = floorPart(await odd.balanceOf(vault), 2n, (await vault.totalSupply()) + 2n);
    await expect(vault.connect(alice).claim(odd, alice))
      .to.emit(vault, "PendingSharesConverted")
      .withArgs(odd, 0n, 2n, amount);
    expect(await vault.claimOf(odd, bob)).to.deep.equal([amount - floorPart(amount, 1n, 2n), 0n]);
    await vault.connect(bob).claim(odd, bob);
    expect((await odd.balanceOf(alice)) + (await odd.balanceOf(bob))).to.equal(amount);
  });

  it("V-4 L-4 is rounded off a claimant's part of a round, and left to the last", async () => {
    const { vault, odd, signers } = use();
    const { alice, bob, stranger } = signers;
    const whole = await vault.totalSupply();
    await vault.connect(alice).transfer(stranger, 1n);
    for (const account of [alice, bob, stranger]) await redeemUnread(account, 1n);
    const held = (10n * whole) / 3n + 1n; // ten units for the three who wait
    await odd.seize(vault, (await odd.balanceOf(vault)) - held);
    for (const [account, amount] of [
      [stranger, 3n],
      [alice, 3n],
      [bob, 4n],
    ] as const) {
      await expect(vault.connect(account).claim(odd, account))
        .to.emit(vault, "ClaimPaid")
        .withArgs(odd, account, account, amount, amount);
      if (account === stranger) expect(await vault.claimOf(odd, alice)).to.deep.equal([3n, 0n]);
    }
  });

  it("V-1 V-4 L-4 is rounded off what a claim pays, where less is left than is owed", async () => {
    const { vault, other, signers } = use();
    const { alice, bob } = signers;
    await redeemUnpaid(bob, UNIT);
    await redeemUnpaid(alice, 2n * UNIT);
    await other.seize(vault, (await other.balanceOf(vault)) - 2n); // of three that are owed
    await expect(vault.connect(bob).claim(other, bob))
      .to.emit(vault, "ClaimPaid")
      .withArgs(other, bob, bob, 1n, 0n);
    await expect(vault.connect(alice).claim(other, alice))
      .to.emit(vault, "ClaimPaid")
      .withArgs(other, alice, alice, 2n, 2n);
  });

  it("G-1 numbers each conversion while anybody has a claim, and emits no conversion if no shares wait", async () => {
    const { vault, odd, other, signers } = use();
    const { alice, bob } = signers;
    await odd.setTransferFault(TRANSFER.revert);
    await vault.connect(alice).redeem(WAD, alice, alice);
    await odd.setTransferFault(TRANSFER.none);
    const convert = async (round: number, shares: bigint): Promise<void> => {
      await redeemUnread(bob, shares);
      await expect(vault.connect(bob).claim(odd, bob))
        .to.emit(vault, "PendingSharesConverted")
        .withArgs(odd, round, shares, 7n * shares);
    };
    for (const [round, shares] of [WAD, 1n, WAD].entries()) await convert(round, shares);
    await vault.connect(alice).claim(odd, alice);
    for (const shares of [WAD, 1n]) await convert(0, shares); // nobody else has a claim
    await redeemUnpaid(bob, WAD);
    await expect(vault.connect(bob).claim(other, bob)).to.not.emit(vault, "PendingSharesConverted");
  });

  it("V-1 L-4 claims are off the books where nothing is left to pay them, though a transfer of nothing is refused", async () => {
    const { vault, odd, signers } = use();
    const { bob } = signers;
    await odd.setTransferFault(TRANSFER.revert);
    await vault.connect(bob).redeem(WAD, bob, bob);
    await odd.seize(vault, await odd.balanceOf(vault));
    await odd.setTransferFault(TRANSFER.refuseZero);
    await expect(vault.connect(bob).claim(odd, bob))
      .to.emit(vault, "ClaimPaid")
      .withArgs(odd, bob, bob, 7n * WAD, 0n);
    await expect(vault.connect(bob).claim(odd, bob))
      .to.be.revertedWithCustomError(vault, "NothingToClaim")
      .withArgs(odd, bob);
  });
});

describe("An IndexVault of a single component", () => {
  const use = useFixture(indexFixture);

  it("V-12 honours a list of one minimum, and the basket it was made for", async () => {
    const { vault, usdc, signers } = use();
    const { alice } = signers;
    const [amount] = await vault.previewRedeem(WAD);
    const one = { shares: WAD, receiver: alice, owner: alice, claimant: alice, skip: 0n };
    const redeem = vault.connect(alice).redeemWith;
    await expect(redeem({ ...one, basketId: 0n, minAmounts: [amount + 1n] }))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(usdc, amount, amount + 1n);
    await expect(redeem({ ...one, basketId: 1n, minAmounts: [amount] }))
      .to.be.revertedWithCustomError(vault, "BasketMismatch")
      .withArgs(1n, 0n);
    await redeem({ ...one, basketId: 0n, minAmounts: [amount] });
    expect(await usdc.balanceOf(alice)).to.equal(amount);
  });

  it("V-1 L-4 keeps more shares that wait than fit into one slot beside what is owed, and pays them", async () => {
    const fixture = use();
    const { vault, usdc, signers } = fixture;
    const { alice, bob, keeper } = signers;
    const many = 2n ** 100n;
    const amounts = await deliver(fixture, alice, many);
    await vault.connect(alice).issue(many, alice, 0n, amounts);
    const held = await usdc.balanceOf(vault);
    const supply = await vault.totalSupply();
    const redeem = vault.connect(alice).redeemWith;
    const terms = { owner: alice, receiver: alice, basketId: 0n, minAmounts: [], skip: 1n };
    const [large, small] = [many / 2n, 2n ** 88n - 1n];
    await redeem({ ...terms, claimant: bob, shares: large });
    await redeem({ ...terms, claimant: keeper, shares: small });
    expect(await vault.owed(usdc)).to.deep.equal([0n, large + small]);
    expect(await vault.claimOf(usdc, bob)).to.deep.equal([0n, large]);
    const left = supply - large - small;
    expect([...(await vault.holdings())]).to.deep.equal([(held * left) / supply]);

    await vault.connect(keeper).claim(usdc, keeper); // converts the round, which keeps Bob's
    const owed = (held * (large + small)) / supply;
    const smaller = (owed * small) / (large + small);
    expect(await usdc.balanceOf(keeper)).to.equal(smaller);
    expect(await vault.claimOf(usdc, bob)).to.deep.equal([owed - smaller, 0n]);
    expect(await vault.owed(usdc)).to.deep.equal([owed - smaller, 0n]);
    await redeem({ ...terms, claimant: keeper, shares: small }); // the most that fits
    expect(await vault.owed(usdc)).to.deep.equal([owed - smaller, small]);
    await vault.connect(keeper).settleClaims(1n);
    expect(await usdc.balanceOf(bob)).to.equal(owed - smaller);
    expect(await vault.owed(usdc)).to.deep.equal([0n, 0n]);
    expect(await vault.claimedPositions()).to.equal(0n);
  });

  it("M-1 F-2 is issued up to 2^128 - 1 shares in all and not one more, and tells of no fee where there is none", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { alice } = signers;
    const most = 2n ** 128n - 1n;
    const shares = most - (await vault.totalSupply());
    const amounts = await deliver(fixture, alice, shares + 1n);
    await expect(vault.connect(alice).issue(shares + 1n, alice, 0n, amounts))
      .to.be.revertedWithCustomError(vault, "SupplyTooLarge")
      .withArgs(most + 1n, most);
    await expect(vault.connect(alice).issue(shares, alice, 0n, amounts)).to.not.emit(
      vault,
      "FeesAccrued",
    );
    expect(await vault.totalSupply()).to.equal(most);
  });
});

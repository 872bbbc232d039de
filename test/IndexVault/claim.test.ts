import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.claim", () => {
  const use = useFixture(oddFixture);

  /** Redeems while the odd component cannot be paid. */
  async function redeemUnpaid(account: HardhatEthersSigner, shares: bigint): Promise<void> {
    const { vault, odd } = use();
    await odd.setTransferFault(TRANSFER.revert);
    await vault.connect(account).redeem(shares, account, account);
    await odd.setTransferFault(TRANSFER.none);
  }

  /** Redeems while the odd component cannot even be read. */
  async function redeemUnread(account: HardhatEthersSigner, shares: bigint): Promise<void> {
    const { vault, odd } = use();
    await odd.setReadFault(READ.revert);
    await vault.connect(account).redeem(shares, account, account);
    await odd.setReadFault(READ.none);
  }

  it("L-4 pays the whole claim to an address of the claimant's choice, once", async () => {
    const { vault, odd, signers } = use();
    const { bob, stranger } = signers;
    await redeemUnpaid(bob, 100n * WAD);
    const [amount] = await vault.claimOf(odd, bob);
    expect(amount).to.be.greaterThan(0n);

    expect(await vault.connect(bob).claim.staticCall(odd, stranger)).to.equal(amount);
    await expect(vault.connect(bob).claim(odd, stranger))
      .to.emit(vault, "ClaimPaid")
      .withArgs(odd, bob, stranger, amount, amount);
    expect(await odd.balanceOf(stranger)).to.equal(amount);
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
    await expect(vault.connect(bob).claim(odd, stranger))
      .to.be.revertedWithCustomError(vault, "NothingToClaim")
      .withArgs(odd, bob);
  });

  it("L-4 pays nobody but the claimant", async () => {
    const { vault, odd, signers } = use();
    await redeemUnpaid(signers.bob, 100n * WAD);
    for (const account of [signers.alice, signers.admin, signers.guardian, signers.stranger]) {
      await expect(vault.connect(account).claim(odd, account))
        .to.be.revertedWithCustomError(vault, "NothingToClaim")
        .withArgs(odd, account);
    }
  });

  it("refuses the zero address and the vault as receiver", async () => {
    const { vault, odd, signers, ethers } = use();
    await redeemUnpaid(signers.bob, WAD);
    const claim = vault.connect(signers.bob).claim;
    await expect(claim(odd, ethers.ZeroAddress)).to.be.revertedWithCustomError(
      vault,
      "ZeroAddress",
    );
    await expect(claim(odd, vault)).to.be.revertedWithCustomError(vault, "VaultAsReceiver");
  });

  it("L-4 stays claimable while the component still fails, and for years", async () => {
    const { vault, odd, signers, networkHelpers } = use();
    const { bob } = signers;
    await redeemUnpaid(bob, 100n * WAD);
    const [amount] = await vault.claimOf(odd, bob);
    await odd.setTransferFault(TRANSFER.revert);
    await expect(vault.connect(bob).claim(odd, bob))
      .to.be.revertedWithCustomError(odd, "Refused")
      .withArgs(bob);
    await odd.setTransferFault(TRANSFER.returnFalse);
    await expect(vault.connect(bob).claim(odd, bob))
      .to.be.revertedWithCustomError(vault, "SafeERC20FailedOperation")
      .withArgs(odd);
    expect((await vault.claimOf(odd, bob)).amount).to.equal(amount);

    await networkHelpers.time.increase(3650n * DAY);
    await odd.setTransferFault(TRANSFER.returnNothingAndMove);
    await vault.connect(bob).claim(odd, bob);
    expect(await odd.balanceOf(bob)).to.equal(amount);
  });

  it("L-4 forwards all gas: pays a component whose transfer costs more than a redemption gives it", async () => {
    const { vault, odd, signers } = use();
    const { bob } = signers;
    await odd.setCosts(2_000_000n, 300_000n);
    await vault.connect(bob).redeem(WAD, bob, bob);
    expect((await vault.claimOf(odd, bob)).pendingShares).to.equal(WAD);
    await vault.connect(bob).claim(odd, bob, { gasLimit: 10_000_000n });
    await odd.setCosts(0n, 0n);
    expect(await odd.balanceOf(bob)).to.equal(7n * WAD);
  });

  it("V-1 pays min(1, B/O) of every claim where the component lost balance by itself", async () => {
    const { vault, odd, signers } = use();
    const { alice, bob } = signers;
    await redeemUnpaid(bob, 100n * WAD);
    await redeemUnpaid(alice, 301n * WAD + 5n);
    const [[bobs], [alices], [owed]] = [
      await vault.claimOf(odd, bob),
      await vault.claimOf(odd, alice),
      await vault.owed(odd),
    ];
    expect(bobs + alices).to.equal(owed);
    const left = (owed * 3n) / 7n;
    await odd.seize(vault, (await odd.balanceOf(vault)) - left);

    await expect(vault.connect(bob).claim(odd, bob))
      .to.emit(vault, "ClaimPaid")
      .withArgs(odd, bob, bob, bobs, floorPart(bobs, left, owed));
    const rest = left - floorPart(bobs, left, owed);
    expect((await vault.owed(odd)).amount).to.equal(alices);
    await expect(vault.connect(alice).claim(odd, alice))
      .to.emit(vault, "ClaimPaid")
      .withArgs(odd, alice, alice, alices, floorPart(alices, rest, alices));
    expect(await odd.balanceOf(vault)).to.equal(0n);
  });

  it("V-1 leaves the holders nothing while owed exceeds the balance, and redemption works", async () => {
    const { vault, odd, usdc, signers, at } = use();
    const { alice, bob } = signers;
    await redeemUnpaid(bob, 100n * WAD);
    const [owed] = await vault.owed(odd);
    await odd.seize(vault, (await odd.balanceOf(vault)) - owed + 1n);
    expect((await vault.holdings())[at.odd]).to.equal(0n);
    expect((await vault.previewIssue(WAD))[at.odd]).to.equal(0n);
    await vault.connect(alice).redeem(WAD, alice, alice);
    expect(await odd.balanceOf(alice)).to.equal(0n);
    expect(await usdc.balanceOf(alice)).to.be.greaterThan(0n);
    expect(await vault.owed(odd)).to.deep.equal([owed, 0n]);
  });

  it("V-1 V-2 is not diluted by whoever issues afterwards", async () => {
    const fixture = use();
    const { vault, odd, signers, at } = fixture;
    const { bob, stranger } = signers;
    await redeemUnpaid(bob, 100n * WAD);
    const [owed] = await vault.owed(odd);
    const [balance, supply] = [await odd.balanceOf(vault), await vault.totalSupply()];
    const amounts = await deliver(fixture, stranger, 50n * WAD);
    expect(amounts[at.odd]).to.equal(((balance - owed) * 50n * WAD + supply - 1n) / supply);
    await vault.connect(stranger).issue(50n * WAD, stranger, 1n, amounts);
    expect(await vault.owed(odd)).to.deep.equal([owed, 0n]);
    await vault.connect(bob).claim(odd, bob);
    expect(await odd.balanceOf(bob)).to.equal(owed);
  });

  it("V-1 L-4 converts what waited in shares for several claimants, and their claims sum to what is owed", async () => {
    const { vault, odd, signers } = use();
    const { alice, bob, stranger, keeper } = signers;
    await vault.connect(alice).transfer(stranger, 31n * WAD + 1n);
    await vault.connect(alice).transfer(keeper, 7n);
    const parts = [
      [alice, 100n * WAD + 3n],
      [bob, 17n * WAD + 11n],
      [stranger, 31n * WAD + 1n],
      [keeper, 7n],
    ] as const;
    const [balance, supply] = [await odd.balanceOf(vault), await vault.totalSupply()];
    for (const [account, shares] of parts) await redeemUnread(account, shares);
    const waiting = parts.reduce((sum, [, shares]) => sum + shares, 0n);
    expect(await vault.owed(odd)).to.deep.equal([0n, waiting]);

    const owed = floorPart(balance, waiting, supply);
    await expect(vault.connect(alice).claim(odd, alice))
      .to.emit(vault, "PendingSharesConverted")
      .withArgs(odd, 0n, waiting, owed);
    expect(await odd.balanceOf(alice)).to.equal(floorPart(owed, parts[0][1], waiting));
    for (const [account, shares] of parts.slice(1)) {
      const paid = await vault.connect(account).claim.staticCall(odd, account);
      expect((await vault.claimOf(odd, account)).amount).to.equal(paid);
      const exact = floorPart(owed, shares, waiting);
      expect(paid).to.be.within(exact, exact + 3n);
      await vault.connect(account).claim(odd, account);
    }
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
    const claimed = await Promise.all(parts.map(([account]) => odd.balanceOf(account)));
    expect(claimed.reduce((sum, amount) => sum + amount, 0n)).to.equal(owed);
  });

  it("V-1 L-4 keeps several rounds apart, whoever claims in between", async () => {
    const { vault, odd, signers } = use();
    const { alice, bob } = signers;
    const sumIsOwed = async (): Promise<void> => {
      const [[a, pendingA], [b, pendingB]] = [
        await vault.claimOf(odd, alice),
        await vault.claimOf(odd, bob),
      ];
      const [owed, pending] = await vault.owed(odd);
      expect(pendingA + pendingB).to.equal(pending);
      expect(owed - a - b).to.be.within(0n, 1n); // the last of a round takes its remainder
    };
    let expectedBob = 0n;
    /** {tok} What `shares` are worth now, next to those that wait. */
    const part = async (shares: bigint): Promise<bigint> => {
      const [balance, [owed, pending]] = [await odd.balanceOf(vault), await vault.owed(odd)];
      return floorPart(balance - owed, shares, (await vault.totalSupply()) + pending);
    };

    expectedBob += await part(10n * WAD + 1n);
    await redeemUnread(bob, 10n * WAD + 1n);
    await redeemUnread(alice, WAD);
    await sumIsOwed();
    await vault.connect(alice).claim(odd, alice); // ends round 0
    await sumIsOwed();

    expectedBob += await part(3n * WAD);
    await redeemUnread(bob, 3n * WAD);
    await redeemUnread(alice, 5n * WAD + 9n);
    await vault.connect(alice).redeem(7n * WAD, alice, alice); // a good read that converts nothing
    await sumIsOwed();
    await vault.connect(alice).claim(odd, alice); // ends round 1
    await sumIsOwed();

    expectedBob += await part(2n * WAD);
    await redeemUnpaid(bob, 2n * WAD);
    expect((await vault.claimOf(odd, bob)).amount).to.be.within(expectedBob - 3n, expectedBob + 3n);

    expectedBob += await part(WAD);
    await redeemUnread(bob, WAD); // a fourth claim, in round 2
    await sumIsOwed();
    await vault.connect(bob).claim(odd, bob);
    expect(await odd.balanceOf(bob)).to.be.within(expectedBob - 3n, expectedBob + 3n);
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
  });

  it("L-4 does not let an outsider disturb a claim by crediting its owner", async () => {
    const { vault, odd, signers, at } = use();
    const { alice, bob } = signers;
    await redeemUnread(bob, 20n * WAD);
    await redeemUnread(alice, WAD);
    await vault.connect(alice).claim(odd, alice); // converts both
    const [before] = await vault.claimOf(odd, bob);
    const one = {
      shares: 1n,
      receiver: alice,
      owner: alice,
      claimant: bob,
      basketId: 1n,
      minAmounts: [],
    };
    await vault.connect(alice).redeemWith({ ...one, skip: 1n << BigInt(at.odd) });
    expect(await vault.claimOf(odd, bob)).to.deep.equal([before, 1n]);
    await vault.connect(bob).claim(odd, bob);
    expect(await odd.balanceOf(bob)).to.be.greaterThanOrEqual(before);
  });

  it("V-1 V-6 leaves what waits in shares as it is, whoever issues and redeems meanwhile", async () => {
    const fixture = use();
    const { vault, odd, signers } = fixture;
    const { alice, bob, stranger } = signers;
    const due = floorPart(await odd.balanceOf(vault), 20n * WAD, await vault.totalSupply());
    await redeemUnread(bob, 20n * WAD);
    await vault.connect(alice).redeem(600n * WAD + 1n, alice, alice);
    const amounts = await deliver(fixture, stranger, 5_000n * WAD + 3n);
    await vault.connect(stranger).issue(5_000n * WAD + 3n, stranger, 1n, amounts);
    await vault.connect(stranger).redeem(1n, stranger, stranger);
    await redeemUnpaid(alice, WAD);
    expect(await vault.owed(odd)).to.deep.equal([
      (await vault.claimOf(odd, alice)).amount,
      20n * WAD,
    ]);
    await vault.connect(bob).claim(odd, bob);
    expect(await odd.balanceOf(bob)).to.be.within(due - 1n, due + 3n);
  });

  it("pays a claim on a component that has left the basket", async () => {
    const fixture = use();
    const { vault, odd, other, callback, usdc, signers, networkHelpers, components } = fixture;
    const { alice, bob, strategist } = signers;
    await redeemUnpaid(bob, 300n * WAD);
    await redeemUnread(alice, 690n * WAD);
    await odd.seize(vault, (await odd.balanceOf(vault)) - 2_101n * WAD); // Bob is owed 2,100: what is left for the holders is dust
    await networkHelpers.time.increase(7n * DAY);
    await addComponents(fixture, [{ token: odd, tokenDecimals: 18, terms: { dust: 100n * WAD } }]);
    await other.setTransferFault(TRANSFER.none);
    await callback.arm(await odd.getAddress(), "0x");

    const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
    const order = await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear });
    await expect(vault.connect(strategist).startEpoch(order)).to.emit(
      vault,
      "PendingSharesConverted",
    );
    expect(await positionOf(vault, odd)).to.equal(-1);

    const [[bobs], [alices]] = [await vault.claimOf(odd, bob), await vault.claimOf(odd, alice)];
    expect(bobs > 0n && alices > 0n).to.equal(true);
    await vault.connect(bob).claim(odd, bob);
    await vault.connect(alice).claim(odd, alice);
    expect(await odd.balanceOf(bob)).to.equal(bobs);
    expect(await odd.balanceOf(alice)).to.equal(alices);
  });

  it("V-1 L-4 keeps owed out of a component that leaves the basket and comes back", async () => {
    const fixture = use();
    const { vault, odd, usdc, signers, networkHelpers, components } = fixture;
    const { bob, strategist } = signers;
    await redeemUnpaid(bob, 300n * WAD);
    const [owed] = await vault.owed(odd);
    await odd.seize(vault, (await odd.balanceOf(vault)) - owed);

    const start = async (): Promise<void> => {
      await networkHelpers.time.increase(7n * DAY);
      await addComponents(fixture, []);
      const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
      await vault
        .connect(strategist)
        .startEpoch(await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear }));
    };
    await start();
    expect(await positionOf(vault, odd)).to.equal(-1);
    await odd.mint(vault, 5n * WAD);
    await start();

    const position = await positionOf(vault, odd);
    expect((await vault.holdings())[position]).to.equal(floorPart(5n * WAD, WAD, WAD));
    await vault.connect(bob).claim(odd, bob);
    expect(await odd.balanceOf(bob)).to.equal(owed);
  });
});

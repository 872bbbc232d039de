import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const ALL = 2n ** 128n - 1n; // every position

describe("IndexVault.settleClaims", () => {
  const use = useFixture(oddFixture);

  /** Alice redeems for the stranger, and a claimant is credited with what is skipped. */
  async function skip(positions: bigint, shares: bigint, claimant: HardhatEthersSigner) {
    const { vault, signers } = use();
    const { alice, stranger } = signers;
    return vault.connect(alice).redeemWith({
      ...{ shares, receiver: stranger, owner: alice, claimant },
      ...{ basketId: 1n, minAmounts: [], skip: positions },
    });
  }
  const bit = (position: number): bigint => 1n << BigInt(position);
  const settle = (positions = ALL, gasLimit = 16_000_000n) => {
    const { vault, signers } = use();
    return vault.connect(signers.admin).settleClaims(positions, { gasLimit });
  };

  it("L-6 L-4 pays claims in shares to their claimants, whoever calls, and leaves nothing of them", async () => {
    const { vault, odd, other, signers, at, components } = use();
    const { bob, keeper, admin } = signers;
    const held = await odd.balanceOf(vault);
    const supply = await vault.totalSupply();
    await skip(15n, 100n * WAD, bob);
    await skip(bit(at.odd) | bit(at.other), 50n * WAD, keeper);
    expect(await vault.claimedPositions()).to.equal(15n);
    expect(await vault.connect(admin).settleClaims.staticCall(ALL)).to.deep.equal([0n, 15n]);

    const [bobs, owed] = [floorPart(held, 100n * WAD, supply), floorPart(held, 150n * WAD, supply)];
    const sent = settle();
    await expect(sent)
      .to.emit(vault, "PendingSharesConverted")
      .withArgs(odd, 0n, 150n * WAD, owed);
    await expect(sent)
      .to.emit(vault, "ClaimPaid")
      .withArgs(odd, keeper, keeper, owed - bobs, owed - bobs);
    await expect(sent).to.emit(vault, "ClaimPaid").withArgs(odd, bob, bob, bobs, bobs);
    expect(await odd.balanceOf(bob)).to.equal(bobs);
    expect(await odd.balanceOf(keeper)).to.equal(owed - bobs);
    expect((await other.balanceOf(keeper)) > 0n).to.equal(true);
    expect(await odd.balanceOf(admin)).to.equal(0n);
    expect(await vault.claimedPositions()).to.equal(0n);
    for (const component of components) expect(await vault.owed(component)).to.deep.equal([0n, 0n]);
    await expect(vault.connect(bob).claim(odd, bob)).to.be.revertedWithCustomError(
      vault,
      "NothingToClaim",
    );
  });

  it("L-6 pays a claimant's units, an older round and what waits, each once", async () => {
    const { vault, odd, signers, at } = use();
    const { alice, bob, keeper } = signers;
    const [held, supply] = [await odd.balanceOf(vault), await vault.totalSupply()];
    const due = floorPart(held, 60n * WAD, supply);
    await skip(bit(at.odd), 10n * WAD, bob);
    await skip(bit(at.odd), 3n * WAD, keeper);
    await vault.connect(keeper).claim(odd, keeper); // converts Bob's as well
    await odd.setTransferFault(TRANSFER.revert);
    await skip(0n, 20n * WAD, bob);
    await odd.setTransferFault(TRANSFER.none);
    await skip(bit(at.odd), 30n * WAD, bob);
    await skip(bit(at.odd), 5n * WAD, alice);
    await settle(bit(at.odd));
    expect(await odd.balanceOf(bob)).to.be.within(due - 3n, due);
    expect(await odd.balanceOf(alice)).to.be.within(
      floorPart(held, 5n * WAD, supply) - 3n,
      floorPart(held, 5n * WAD, supply) + 3n,
    );
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
    expect(await vault.claimedPositions()).to.equal(0n);
    expect(await vault.claimOf(odd, bob)).to.deep.equal([0n, 0n]);
  });

  it("L-6 V-4 forfeits to the holders what rounds to nothing, without a transfer of it", async () => {
    const { vault, odd, other, signers, at } = use();
    const { bob } = signers;
    await skip(15n, 1n, bob);
    await odd.setTransferFault(TRANSFER.refuseZero);
    const held = await other.balanceOf(vault);
    await expect(settle()).to.emit(vault, "ClaimPaid").withArgs(other, bob, bob, 0n, 0n);
    expect(await vault.claimedPositions()).to.equal(0n);
    expect(await other.balanceOf(bob)).to.equal(0n);
    expect((await vault.holdings())[at.other]).to.equal(held);
    expect(await vault.claimOf(other, bob)).to.deep.equal([0n, 0n]);
  });

  it("L-6 L-4 keeps the claim of a claimant whom a component refuses, and pays all others", async () => {
    const { vault, odd, signers, at } = use();
    const { bob, keeper, stranger, guardian } = signers;
    for (const claimant of [guardian, bob, keeper]) await skip(bit(at.odd), 7n * WAD, claimant);
    await odd.setRefused(bob);
    await odd.setTransferFault(TRANSFER.refuseReceiver);
    await settle();
    const due = await odd.balanceOf(keeper);
    expect(due > 0n && (await odd.balanceOf(guardian)) >= due).to.equal(true);
    const [kept] = await vault.claimOf(odd, bob);
    expect(kept).to.be.within(due, due + 1n);
    expect(await vault.owed(odd)).to.deep.equal([kept, 0n]);
    expect(await vault.claimedPositions()).to.equal(bit(at.odd));
    await settle(); // again: nothing is lost by it
    expect(await vault.owed(odd)).to.deep.equal([kept, 0n]);
    await vault.connect(bob).claim(odd, stranger);
    await settle();
    expect(await vault.claimedPositions()).to.equal(0n);
  });

  it("V-13 L-4 keeps what a transfer leaves behind, whatever it returns", async () => {
    const { vault, odd, signers, at } = use();
    const { bob } = signers;
    await skip(bit(at.odd), 7n * WAD, bob);
    for (const fault of [TRANSFER.returnTrueAndMoveNothing, TRANSFER.returnFalse]) {
      await odd.setTransferFault(fault);
      await settle();
      expect((await vault.claimOf(odd, bob)).amount).to.equal(49n * WAD);
    }
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveHalf);
    await settle();
    expect(await vault.claimOf(odd, bob)).to.deep.equal([49n * WAD - (49n * WAD) / 2n, 0n]);
    await odd.setTransferFault(TRANSFER.none);
    await settle();
    expect(await odd.balanceOf(bob)).to.equal(49n * WAD);
    expect(await vault.claimedPositions()).to.equal(0n);
  });

  it("E-19 V-1 leaves all claims as they are while the balance is less than what is owed", async () => {
    const { vault, odd, signers, at } = use();
    const { bob, keeper } = signers;
    await odd.setTransferFault(TRANSFER.revert);
    await skip(0n, 100n * WAD, bob);
    await skip(bit(at.odd), 10n * WAD, keeper);
    await odd.setTransferFault(TRANSFER.none);
    const before = await vault.owed(odd);
    await odd.setReadFault(READ.nothing); // a brief lie
    await settle();
    await odd.setReadFault(READ.none);
    expect(await vault.owed(odd)).to.deep.equal(before);
    expect(await vault.claimedPositions()).to.equal(bit(at.odd));
    await odd.seize(vault, (await odd.balanceOf(vault)) - before.amount + 1n);
    await settle();
    expect(await vault.owed(odd)).to.deep.equal(before);
    await odd.mint(vault, 1n);
    await settle();
    expect(await odd.balanceOf(bob)).to.equal(before.amount);
  });

  it("L-4 pays nobody twice where no balance can be read once a claim is paid", async () => {
    const { vault, odd, signers, at } = use();
    const claimants = [signers.bob, signers.keeper, signers.guardian];
    for (const claimant of claimants) await skip(bit(at.odd), 7n * WAD, claimant);
    await odd.setTransferFault(TRANSFER.moveAndHide);
    await settle();
    await odd.setTransferFault(TRANSFER.none);
    await odd.setReadFault(READ.none);
    const paid = await Promise.all(claimants.map((claimant) => odd.balanceOf(claimant)));
    expect(paid.filter((amount) => amount > 0n).length).to.equal(1);
    const [owed] = await vault.owed(odd);
    expect(owed).to.be.within(2n * 49n * WAD, 2n * 49n * WAD + 3n);
    await settle();
    for (const claimant of claimants)
      expect(await odd.balanceOf(claimant)).to.be.within(49n * WAD, 49n * WAD + 1n);
  });

  it("V-1 E-19 stops once less is left than is owed, so that every claim keeps the same part", async () => {
    const { vault, odd, signers, at } = use();
    const claimants = [signers.bob, signers.keeper, signers.guardian];
    await odd.setTransferFault(TRANSFER.revert);
    for (const claimant of claimants) {
      const { alice, stranger } = signers;
      const minAmounts: bigint[] = [];
      await vault.connect(alice).redeemWith({
        ...{ shares: WAD, receiver: stranger, owner: alice, claimant },
        ...{ basketId: 1n, minAmounts, skip: 0n },
      });
    }
    const [owed] = await vault.owed(odd);
    await odd.seize(vault, (await odd.balanceOf(vault)) - owed);
    await odd.setTransferFault(TRANSFER.moveAndBurn); // a third is left
    await settle();
    await odd.setTransferFault(TRANSFER.none);
    const [left] = await vault.owed(odd);
    expect(left).to.be.within((owed * 2n) / 3n - 2n, (owed * 2n) / 3n + 2n);
    expect(await vault.claimedPositions()).to.equal(bit(at.odd));
    await vault.connect(signers.bob).claim(odd, signers.bob);
    expect(await odd.balanceOf(signers.bob)).to.be.within(owed / 6n - 2n, owed / 6n + 2n);
  });

  it("L-4 L-6 forfeits what comes to nothing only if it does so again a day later", async () => {
    const { vault, odd, signers, at, networkHelpers } = use();
    const { bob } = signers;
    await skip(bit(at.odd), 10n * WAD, bob);
    await odd.setReadFault(READ.nothing); // a brief lie
    await settle();
    await networkHelpers.time.increase(DAY - 2n);
    await settle();
    expect(await vault.owed(odd)).to.deep.equal([0n, 10n * WAD]);
    const lied = await networkHelpers.takeSnapshot();
    await settle();
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
    expect(await vault.claimedPositions()).to.equal(0n);
    await lied.restore();
    await odd.setReadFault(READ.none);
    await settle();
    expect(await odd.balanceOf(bob)).to.be.within(70n * WAD, 70n * WAD + 1n);
    expect(await vault.claimedPositions()).to.equal(0n);
  });

  it("L-6 forfeits a round worth nothing a day later, whoever joins it in between", async () => {
    const { vault, odd, signers, at, networkHelpers } = use();
    await skip(bit(at.odd), 10n * WAD, signers.bob);
    await odd.setReadFault(READ.nothing);
    await settle();
    await networkHelpers.time.increase(DAY - 10n);
    await skip(bit(at.odd), 10n * WAD, signers.keeper);
    await settle();
    expect(await vault.owed(odd)).to.deep.equal([0n, 20n * WAD]);
    await networkHelpers.time.increase(10n);
    await settle();
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
    expect(await vault.claimedPositions()).to.equal(0n);
  });

  it("L-4 forfeits nothing by two brief lies more than fourteen days apart", async () => {
    const { vault, odd, signers, at, networkHelpers } = use();
    await skip(bit(at.odd), 10n * WAD, signers.bob);
    await odd.setReadFault(READ.nothing);
    await settle();
    await networkHelpers.time.increase(14n * DAY);
    await settle();
    expect(await vault.owed(odd)).to.deep.equal([0n, 10n * WAD]);
    await networkHelpers.time.increase(14n * DAY - 1n); // the last moment
    await settle();
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
  });

  it("L-6 returns the positions at which a claim is removed, or shares are first found worth nothing", async () => {
    const { vault, odd, other, signers, at, networkHelpers } = use();
    const { bob, keeper } = signers;
    const effect = async () => vault.settleClaims.staticCall(ALL);
    const both = bit(at.odd) | bit(at.other);
    for (const claimant of [bob, keeper]) await skip(both, 10n * WAD, claimant);
    await other.setReadFault(READ.revert);
    await odd.setRefused(bob);
    await odd.setTransferFault(TRANSFER.refuseReceiver);
    expect(await effect()).to.deep.equal([both, bit(at.odd)]); // the keeper is paid
    await settle();
    expect(await effect()).to.deep.equal([both, 0n]); // neither refused nor unreadable ones change
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveHalf);
    expect(await effect()).to.deep.equal([both, 0n]); // nor one that is paid in part
    await other.setReadFault(READ.nothing);
    expect(await effect()).to.deep.equal([both, bit(at.other)]); // shares worth nothing, the first call
    await settle(bit(at.other));
    expect(await effect()).to.deep.equal([both, 0n]); // the second, too early
    await networkHelpers.time.increase(DAY);
    expect(await effect()).to.deep.equal([bit(at.odd), bit(at.other)]);
  });

  it("L-6 clears a position whose claimants have claimed, without a call of its component", async () => {
    const { vault, odd, signers, at } = use();
    await skip(bit(at.odd), 10n * WAD, signers.bob);
    await vault.connect(signers.bob).claim(odd, signers.bob);
    expect(await vault.claimedPositions()).to.equal(bit(at.odd));
    await odd.setReadFault(READ.burnGas);
    const { gasUsed } = (await (await settle()).wait())!;
    expect(await vault.claimedPositions()).to.equal(0n);
    expect(gasUsed).to.be.lessThan(50_000n); // a reading burns as much
  });

  it("V-4 L-4 pays the remainder of a round to its earliest claimant, who is paid last, and all of it", async () => {
    const { vault, other, signers, at } = use();
    const claimants = [signers.bob, signers.keeper, signers.guardian];
    for (const claimant of claimants) await skip(bit(at.other), WAD / 3n, claimant);
    const held = await other.balanceOf(vault);
    await settle();
    const [bob, , guardian] = await Promise.all(claimants.map((one) => other.balanceOf(one)));
    expect(bob).to.equal(guardian + 1n);
    const supply = await vault.totalSupply();
    const shares = 3n * (WAD / 3n);
    expect(held - (await other.balanceOf(vault))).to.equal((held * shares) / (supply + shares));
  });

  it("V-4 L-4 L-6 pays all of a round that a claim has converted, the remainder to the earliest claimant", async () => {
    const { vault, other, signers, at } = use();
    const { bob, keeper, guardian, admin } = signers;
    const claimants = [bob, keeper, guardian, admin];
    for (const claimant of claimants) await skip(bit(at.other), WAD / 3n, claimant);
    await vault.connect(admin).claim(other, admin); // converts the others' as well
    const [owed, shares] = await vault.owed(other);
    expect([owed % 3n > 0n, shares]).to.deep.equal([true, 0n]);
    await settle();
    const [bobs, keepers, guardians] = await Promise.all(
      claimants.map((claimant) => other.balanceOf(claimant)),
    );
    expect(guardians).to.equal(owed / 3n);
    expect(bobs + keepers + guardians).to.equal(owed);
    expect(await vault.owed(other)).to.deep.equal([0n, 0n]);
  });

  it("L-6 leaves no slot of a round behind: the next redemption that skips pays for each again", async () => {
    const { signers, at } = use();
    const cost = async (): Promise<bigint> =>
      (await (await skip(bit(at.other), WAD, signers.bob)).wait())!.gasUsed;
    await skip(0n, WAD, signers.bob); // from here on the stranger, who is paid, has a balance
    const first = await cost();
    await settle();
    expect(await cost()).to.be.within(first - 100n, first + 100n);
  });

  it("L-6 leaves alone what cannot be read and what is not named", async () => {
    const { vault, odd, other, signers, at } = use();
    await skip(15n, 10n * WAD, signers.bob);
    await odd.setReadFault(READ.burnGas);
    await settle(ALL ^ bit(at.other));
    expect(await vault.claimedPositions()).to.equal(bit(at.odd) | bit(at.other));
    expect(await vault.owed(odd)).to.deep.equal([0n, 10n * WAD]);
    expect(await vault.owed(other)).to.deep.equal([0n, 10n * WAD]);
    await settle(0n);
    expect(await vault.claimedPositions()).to.equal(bit(at.odd) | bit(at.other));
  });

  it("L-6 stops where the gas does not suffice for one more claim, and goes on with the next call", async () => {
    const { vault, odd, signers, at } = use();
    const { alice, bob, keeper, guardian, strategist } = signers;
    const claimants = [alice, bob, keeper, guardian, strategist];
    for (const claimant of claimants) await skip(bit(at.odd), 7n * WAD, claimant);
    await settle(ALL, 300_000n);
    expect(await vault.owed(odd)).to.deep.equal([0n, 35n * WAD]); // not begun
    await settle(ALL, 560_000n);
    const [owed, pending] = await vault.owed(odd);
    expect(pending).to.equal(0n);
    expect(owed > 0n && owed < 35n * 7n * WAD).to.equal(true);
    expect(await vault.claimedPositions()).to.equal(bit(at.odd));
    await settle();
    expect(await vault.claimedPositions()).to.equal(0n);
    for (const claimant of claimants)
      expect(await odd.balanceOf(claimant)).to.be.within(49n * WAD, 49n * WAD + 1n);
  });

  it("L-6 brings a redemption back to its old cost", async () => {
    const { vault, signers } = use();
    const { alice, bob } = signers;
    const redeem = async (): Promise<bigint> =>
      (await (await vault.connect(alice).redeem(WAD, alice, alice)).wait())!.gasUsed;
    await redeem();
    const before = await redeem();
    await skip(15n, 10n * WAD, bob);
    expect(await redeem()).to.be.greaterThan(before + 4n * 2_000n);
    await settle();
    expect(await redeem()).to.be.within(before - 100n, before + 100n);
  });
});

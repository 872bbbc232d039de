import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture } from "../fixtures/basketFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 123n * WAD + 456_789n;
const ALL_GAS = 2n ** 24n;
const KILOBYTES_200 = 200_000n;

describe("IndexVault.redeem", () => {
  describe("of standard components", () => {
    const use = useFixture(basketFixture);

    it("V-3 V-10 pays floor((B-O)*s/S) of each component and burns the shares", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { alice, stranger } = signers;
      const held = await balancesOf(fixture, vault);
      const [supply, balance] = [await vault.totalSupply(), await vault.balanceOf(alice)];
      const expected = held.map((amount) => floorPart(amount, SHARES, supply));

      const id = await vault.basketId();
      await expect(vault.connect(alice).redeem(SHARES, stranger, alice))
        .to.emit(vault, "SharesRedeemed")
        .withArgs(alice, stranger, alice, SHARES, id, expected);

      expect(expected.every((amount) => amount > 0n)).to.equal(true);
      expect(await balancesOf(fixture, stranger)).to.deep.equal(expected);
      expect(await balancesOf(fixture, vault)).to.deep.equal(
        held.map((amount, i) => amount - expected[i]),
      );
      expect(await vault.totalSupply()).to.equal(supply - SHARES);
      expect(await vault.balanceOf(alice)).to.equal(balance - SHARES);
    });

    it("V-11 returns what its preview said, whoever asks", async () => {
      const { vault, signers } = use();
      const { alice, bob, stranger } = signers;
      const preview = await vault.connect(stranger).previewRedeem(SHARES);
      expect(await vault.connect(alice).previewRedeem(SHARES)).to.deep.equal(preview);
      expect(await vault.connect(alice).redeem.staticCall(SHARES, bob, alice)).to.deep.equal(
        preview,
      );
    });

    it("V-4 V-8 pays no more in many calls than in one, and nothing for a dust share", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { alice, stranger } = signers;
      const whole = [...(await vault.previewRedeem(SHARES))];
      for (const part of [1n, SHARES / 3n, SHARES / 3n])
        await vault.connect(alice).redeem(part, stranger, alice);
      const spent = 1n + 2n * (SHARES / 3n);
      await vault.connect(alice).redeem(SHARES - spent, stranger, alice);

      const paid = await balancesOf(fixture, stranger);
      for (const [i, amount] of paid.entries())
        expect(amount <= whole[i], `component ${i}`).to.equal(true);
    });

    it("V-5 gives everyone his part of a donation, and the donor no more than that", async () => {
      const fixture = use();
      const { vault, usdc, signers } = fixture;
      const before = await vault.holdings();
      await usdc.mint(vault, 1_000_000n);
      const after = await vault.holdings();
      for (const [i, amount] of after.entries()) expect(amount >= before[i]).to.equal(true);

      const [held, supply] = [await usdc.balanceOf(vault), await vault.totalSupply()];
      const balance = await vault.balanceOf(signers.alice);
      await vault.connect(signers.alice).redeem(balance, signers.alice, signers.alice);
      expect(await usdc.balanceOf(signers.alice)).to.equal(floorPart(held, balance, supply));
    });

    it("V-9 gives nobody a profit in any component who issues and redeems", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { bob } = signers;
      for (const shares of [1n, 999n, WAD / 3n, 777n * WAD + 1n]) {
        const paidIn = await deliver(fixture, bob, shares);
        const before = await balancesOf(fixture, bob);
        await vault.connect(bob).issue(shares, bob, await vault.basketId(), paidIn);
        await vault.connect(bob).redeem(shares, bob, bob);
        const after = await balancesOf(fixture, bob);
        for (const [i, amount] of after.entries())
          expect(amount <= before[i], `${shares}, ${i}`).to.equal(true);
      }
    });

    it("spends the caller's allowance, and asks none of the owner", async () => {
      const { vault, signers } = use();
      const { alice, bob } = signers;
      await expect(vault.connect(bob).redeem(WAD, bob, alice))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(bob, 0n, WAD);

      await vault.connect(alice).approve(bob, 3n * WAD);
      await vault.connect(bob).redeem(2n * WAD, bob, alice);
      expect(await vault.allowance(alice, bob)).to.equal(WAD);
      await expect(vault.connect(bob).redeem(2n * WAD, bob, alice))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(bob, WAD, 2n * WAD);
    });

    it("refuses more shares than the owner has", async () => {
      const { vault, signers } = use();
      const { alice } = signers;
      const balance = await vault.balanceOf(alice);
      await expect(vault.connect(alice).redeem(balance + 1n, alice, alice))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientBalance")
        .withArgs(alice, balance, balance + 1n);
    });

    it("refuses zero shares, the zero address and the vault itself", async () => {
      const { vault, ethers, signers } = use();
      const { alice } = signers;
      const redeem = vault.connect(alice).redeem;
      await expect(redeem(0n, alice, alice)).to.be.revertedWithCustomError(vault, "ZeroShares");
      await expect(redeem(WAD, ethers.ZeroAddress, alice)).to.be.revertedWithCustomError(
        vault,
        "ZeroAddress",
      );
      await expect(redeem(WAD, vault, alice)).to.be.revertedWithCustomError(
        vault,
        "VaultAsReceiver",
      );
    });

    it("V-7 never spends the locked shares", async () => {
      const { vault, signers } = use();
      const { alice } = signers;
      const locked = await vault.lockedShares();
      expect(locked).to.equal(10n * WAD);
      await expect(vault.connect(alice).redeem(1n, alice, vault))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(alice, 0n, 1n);
      await expect(vault.connect(alice).transferFrom(vault, alice, 1n))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(alice, 0n, 1n);

      await vault.connect(alice).redeem(await vault.balanceOf(alice), alice, alice);
      expect(await vault.totalSupply()).to.equal(locked);
      expect(await vault.balanceOf(vault)).to.equal(locked);
      expect((await vault.holdings()).every((amount) => amount > 0n)).to.equal(true);
    });

    it("reverts as a whole for too little gas, rather than starving a component into a credit", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers } = fixture;
      const { alice, stranger } = signers;
      const expected = [...(await vault.previewRedeem(SHARES))];
      const outcomes = new Set<string>();
      for (let gasLimit = 60_000n; gasLimit < 760_000n; gasLimit += 17_919n) {
        const snapshot = await networkHelpers.takeSnapshot();
        const sent = await vault
          .connect(alice)
          .redeem(SHARES, stranger, alice, { gasLimit })
          .then((transaction) => transaction.wait())
          .then(() => "paid")
          .catch(() => "reverted");
        outcomes.add(sent);
        const paid = await balancesOf(fixture, stranger);
        expect(paid, `${gasLimit} ${sent}`).to.deep.equal(
          sent === "paid" ? expected : expected.map(() => 0n),
        );
        await snapshot.restore();
      }
      expect(outcomes).to.deep.equal(new Set(["paid", "reverted"]));
      await expect(
        vault.connect(alice).redeem(SHARES, stranger, alice, { gasLimit: 400_000n }),
      ).to.be.revertedWithCustomError(vault, "InsufficientGas");
    });
  });

  describe("of components that misbehave", () => {
    const use = useFixture(oddFixture);

    /** Bob redeems; what he was paid and credited of the odd component, and whether all else was paid in full. */
    async function redeemOdd() {
      const fixture = use();
      const { vault, signers, odd, other, callback, usdc } = fixture;
      const { bob, stranger } = signers;
      const supply = await vault.totalSupply();
      const rest = [other, callback, usdc];
      const held = await Promise.all(rest.map((token) => token.balanceOf(vault)));
      const heldOdd = 7_000n * 10n ** 18n + 1n;
      const transaction = await vault
        .connect(bob)
        .redeem(SHARES, stranger, bob, { gasLimit: ALL_GAS });
      const paidRest = await Promise.all(rest.map((token) => token.balanceOf(stranger)));
      await odd.setReadFault(READ.none);
      await odd.setTransferFault(TRANSFER.none);
      const claim = await vault.claimOf(odd, stranger);
      return {
        transaction,
        expected: floorPart(heldOdd, SHARES, supply),
        paid: await odd.balanceOf(stranger),
        credited: claim.amount,
        creditedShares: claim.pendingShares,
        restPaid: paidRest.every((amount, i) => amount === floorPart(held[i], SHARES, supply)),
      };
    }

    const credits = [
      ["reverts", TRANSFER.revert],
      ["returns false", TRANSFER.returnFalse],
      ["burns all gas", TRANSFER.burnGas],
      ["returns one megabyte", TRANSFER.returnBombAndMove],
      ["reverts with one megabyte", TRANSFER.revertBomb],
    ] as const;
    for (const [what, fault] of credits) {
      it(`credits a component whose transfer ${what}, and pays all others`, async () => {
        const { vault, odd, signers } = use();
        await odd.setTransferFault(fault);
        const { transaction, expected, paid, credited, creditedShares, restPaid } =
          await redeemOdd();
        expect({ paid, credited, creditedShares, restPaid }).to.deep.equal({
          paid: 0n,
          credited: expected,
          creditedShares: 0n,
          restPaid: true,
        });
        await expect(transaction)
          .to.emit(vault, "ComponentCredited")
          .withArgs(odd, signers.stranger, expected, 0n);
        expect(await vault.owed(odd)).to.deep.equal([expected, 0n]);
      });
    }

    const payments = [
      ["returns nothing, as USDT's", TRANSFER.returnNothingAndMove, 0n],
      ["returns 200 kilobytes after true", TRANSFER.returnBombAndMove, KILOBYTES_200],
    ] as const;
    for (const [what, fault, bombSize] of payments) {
      it(`takes a transfer that ${what} for a success`, async () => {
        const { vault, odd } = use();
        await odd.setTransferFault(fault);
        if (bombSize > 0n) await odd.setBombSize(bombSize);
        const { transaction, expected, paid, credited, restPaid } = await redeemOdd();
        expect({ paid, credited, restPaid }).to.deep.equal({
          paid: expected,
          credited: 0n,
          restPaid: true,
        });
        await expect(transaction).not.to.emit(vault, "ComponentCredited");
      });
    }

    const halfTruths = [
      ["returns false and moves all", TRANSFER.returnFalseAndMove, 1n],
      ["returns false and moves half", TRANSFER.returnFalseAndMoveHalf, 2n],
      ["returns two and moves all", TRANSFER.returnTwoAndMove, 1n],
    ] as const;
    for (const [what, fault, divisor] of halfTruths) {
      it(`L-4 credits only what did not move of a component whose transfer ${what}`, async () => {
        const { vault, odd } = use();
        await odd.setTransferFault(fault);
        const { expected, paid, credited, restPaid } = await redeemOdd();
        expect({ paid, credited, restPaid }).to.deep.equal({
          paid: expected / divisor,
          credited: expected - expected / divisor,
          restPaid: true,
        });
        expect((await vault.owed(odd)).amount).to.equal(credited);
      });
    }

    it("tells the ledger what was paid, credits left out", async () => {
      const { vault, odd, signers, at } = use();
      const { bob, stranger } = signers;
      await odd.setTransferFault(TRANSFER.returnFalseAndMoveHalf);
      const amounts = [...(await vault.previewRedeem(SHARES))];
      amounts[at.odd] /= 2n;
      await expect(vault.connect(bob).redeem(SHARES, stranger, bob))
        .to.emit(vault, "SharesRedeemed")
        .withArgs(bob, stranger, bob, SHARES, 1n, amounts);
    });

    it("credits a receiver whom a component refuses, and pays everybody else", async () => {
      const { vault, odd, signers } = use();
      const { alice, bob } = signers;
      await odd.setTransferFault(TRANSFER.refuse);
      await odd.setRefused(bob);
      const part = (await vault.previewRedeem(SHARES))[use().at.odd];
      await vault.connect(bob).redeem(SHARES, bob, bob);
      expect((await vault.claimOf(odd, bob)).amount).to.equal(part);
      await vault.connect(alice).redeem(SHARES, alice, alice);
      expect(await odd.balanceOf(alice)).to.equal(part);
    });

    it("credits a component that refuses the vault itself", async () => {
      const { vault, odd } = use();
      await odd.setTransferFault(TRANSFER.refuse);
      await odd.setRefused(vault);
      const { expected, credited, restPaid } = await redeemOdd();
      expect({ credited, restPaid }).to.deep.equal({ credited: expected, restPaid: true });
    });

    const unreadable = [
      ["reverts", READ.revert],
      ["burns all gas", READ.burnGas],
      ["returns one megabyte", READ.returnBomb],
      ["returns less than a word", READ.returnShort],
    ] as const;
    for (const [what, fault] of unreadable) {
      it(`keeps the claim in shares where reading the balance ${what}, and pays all others`, async () => {
        const { vault, odd, signers, at } = use();
        await odd.setReadFault(fault);
        expect((await vault.previewRedeem(SHARES))[at.odd]).to.equal(0n);
        const { transaction, paid, credited, creditedShares, restPaid } = await redeemOdd();
        expect({ paid, credited, creditedShares, restPaid }).to.deep.equal({
          paid: 0n,
          credited: 0n,
          creditedShares: SHARES,
          restPaid: true,
        });
        await expect(transaction)
          .to.emit(vault, "ComponentCredited")
          .withArgs(odd, signers.stranger, 0n, SHARES);
        expect(await vault.owed(odd)).to.deep.equal([0n, SHARES]);
      });
    }

    it("reads a balance that comes with 100 kilobytes behind it", async () => {
      const { odd } = use();
      await odd.setReadFault(READ.returnBomb);
      await odd.setBombSize(100_000n);
      const { expected, paid, restPaid } = await redeemOdd();
      expect({ paid, restPaid }).to.deep.equal({ paid: expected, restPaid: true });
    });

    it("keeps the claim in shares where a component has lost its code", async () => {
      const { vault, odd, other, signers, networkHelpers } = use();
      const { bob } = signers;
      await networkHelpers.setCode(await odd.getAddress(), "0x");
      await vault.connect(bob).redeem(SHARES, bob, bob);
      expect(await vault.claimOf(odd, bob)).to.deep.equal([0n, SHARES]);
      expect(await other.balanceOf(bob)).to.be.greaterThan(0n);
    });

    it("pays what is there of a component that lost its whole balance: nothing", async () => {
      const { vault, odd } = use();
      await odd.seize(vault, await odd.balanceOf(vault));
      const { paid, credited, creditedShares, restPaid } = await redeemOdd();
      expect({ paid, credited, creditedShares, restPaid }).to.deep.equal({
        paid: 0n,
        credited: 0n,
        creditedShares: 0n,
        restPaid: true,
      });
    });

    it("survives a component that claims to hold everything", async () => {
      const { vault, odd, signers, other } = use();
      const { alice, bob } = signers;
      await odd.setReadFault(READ.overstate);
      await vault.connect(bob).redeem(SHARES, bob, bob);
      await vault.connect(alice).redeem(SHARES, alice, alice);
      await vault.connect(bob).redeem(SHARES, bob, bob);
      expect(await other.balanceOf(alice)).to.be.greaterThan(0n);
    });

    it("V-3 L-4 leaves what is owed to others out of a redeemer's part", async () => {
      const { vault, odd, signers } = use();
      const { alice, bob } = signers;
      await odd.setTransferFault(TRANSFER.revert);
      await vault.connect(bob).redeem(200n * WAD, bob, bob);
      await odd.setTransferFault(TRANSFER.none);
      const [balance, [owed], supply] = [
        await odd.balanceOf(vault),
        await vault.owed(odd),
        await vault.totalSupply(),
      ];
      expect(owed).to.be.greaterThan(0n);

      await vault.connect(alice).redeem(SHARES, alice, alice);
      expect(await odd.balanceOf(alice)).to.equal(floorPart(balance - owed, SHARES, supply));
      expect(await odd.balanceOf(vault)).to.be.greaterThanOrEqual(owed);
    });

    it("V-3 gives the redeemer and those whose claims wait in shares the same part", async () => {
      const { vault, odd, signers, at } = use();
      const { alice, bob } = signers;
      const [balance, supply] = [await odd.balanceOf(vault), await vault.totalSupply()];
      await odd.setReadFault(READ.revert);
      await vault.connect(bob).redeem(SHARES, bob, bob);
      await odd.setReadFault(READ.none);

      const free = floorPart(balance, supply - SHARES, supply);
      const part = floorPart(free, SHARES, supply - SHARES);
      expect((await vault.previewRedeem(SHARES))[at.odd]).to.equal(part);
      await vault.connect(alice).redeem(SHARES, alice, alice);
      expect(await odd.balanceOf(alice)).to.equal(part);
      await vault.connect(bob).claim(odd, bob);
      expect(await odd.balanceOf(bob)).to.be.within(part, part + 1n);
    });

    it("credits several at once, with gas to spare under the transaction's cap", async () => {
      const { vault, odd, other, callback, usdc, signers } = use();
      const { bob } = signers;
      await odd.setTransferFault(TRANSFER.burnGas);
      await other.setReadFault(READ.burnGas);
      const receipt = (await (
        await vault.connect(bob).redeem(SHARES, bob, bob, { gasLimit: ALL_GAS })
      ).wait())!;
      expect(receipt.gasUsed).to.be.lessThan(1_000_000n);
      expect((await vault.claimOf(odd, bob)).amount).to.be.greaterThan(0n);
      expect((await vault.claimOf(other, bob)).pendingShares).to.equal(SHARES);
      expect(await usdc.balanceOf(bob)).to.be.greaterThan(0n);
      expect(await callback.balanceOf(bob)).to.be.greaterThan(0n);
    });

    it("L-4 is not starved into crediting what moved, by any gas limit", async () => {
      const { vault, odd, signers, networkHelpers } = use();
      const { alice, bob } = signers;
      // The dearest component that still fits: it waits for a conversion, moves at the cap of a transfer, reads at its cap.
      await odd.setReadFault(READ.revert);
      await vault.connect(alice).redeem(WAD, alice, alice);
      await odd.setReadFault(READ.none);
      await odd.setCosts(145_000n, 45_000n);
      await odd.setTransferFault(TRANSFER.returnFalseAndMove);
      const outcomes = new Set<string>();
      for (let gasLimit = 300_000n; gasLimit < 900_000n; gasLimit += 9_001n) {
        const snapshot = await networkHelpers.takeSnapshot();
        const sent = await vault
          .connect(bob)
          .redeem(SHARES, bob, bob, { gasLimit })
          .then((transaction) => transaction.wait())
          .then(() => "paid")
          .catch(() => "reverted");
        outcomes.add(sent);
        expect((await vault.claimOf(odd, bob)).amount, `${gasLimit}`).to.equal(0n);
        expect((await vault.claimOf(odd, bob)).pendingShares, `${gasLimit}`).to.equal(0n);
        await snapshot.restore();
      }
      expect(outcomes).to.deep.equal(new Set(["paid", "reverted"]));
    });
  });
});

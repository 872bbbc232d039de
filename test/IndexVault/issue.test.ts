import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture } from "../fixtures/basketFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { ceilPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 31n * WAD + 4_159n;

describe("IndexVault.issue", () => {
  describe("of standard components", () => {
    const use = useFixture(basketFixture);

    it("V-2 V-10 takes ceil((B-O)*s/S) of each component and creates the shares", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { bob, stranger } = signers;
      const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
      const expected = held.map((amount) => ceilPart(amount, SHARES, supply));
      expect(await deliver(fixture, bob, SHARES)).to.deep.equal(expected);

      await expect(vault.connect(bob).issue(SHARES, stranger, 1n, expected))
        .to.emit(vault, "SharesIssued")
        .withArgs(bob, stranger, SHARES, 1n, expected);

      expect(await balancesOf(fixture, vault)).to.deep.equal(
        held.map((amount, i) => amount + expected[i]),
      );
      expect(await balancesOf(fixture, bob)).to.deep.equal(held.map(() => 0n));
      expect(await vault.totalSupply()).to.equal(supply + SHARES);
      expect(await vault.balanceOf(stranger)).to.equal(SHARES);
      expect(await vault.balanceOf(bob)).to.equal(0n);
    });

    it("V-2 V-4 takes at least one unit of every component for the smallest share", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const held = await balancesOf(fixture, vault);
      const amounts = await deliver(fixture, signers.bob, 1n);
      const supply = await vault.totalSupply();
      expect(amounts).to.deep.equal(held.map((amount) => ceilPart(amount, 1n, supply)));
      for (const amount of amounts) expect(amount).to.be.greaterThan(0n);
      await vault.connect(signers.bob).issue(1n, signers.bob, 1n, amounts);
      expect(await vault.balanceOf(signers.bob)).to.equal(1n);
      expect(await balancesOf(fixture, vault)).to.deep.equal(
        held.map((amount, i) => amount + amounts[i]),
      );
    });

    it("V-11 returns what its preview said, whoever asks", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { bob, stranger } = signers;
      const amounts = await deliver(fixture, bob, SHARES);
      expect([...(await vault.connect(stranger).previewIssue(SHARES))]).to.deep.equal(amounts);
      expect([
        ...(await vault.connect(bob).issue.staticCall(SHARES, bob, 1n, amounts)),
      ]).to.deep.equal(amounts);
    });

    it("V-4 V-8 takes no less in many calls than in one", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { bob } = signers;
      const [whole, held] = [await vault.previewIssue(SHARES), await balancesOf(fixture, vault)];
      for (const shares of [1n, SHARES / 3n, SHARES / 3n, SHARES - 2n * (SHARES / 3n) - 1n]) {
        await vault.connect(bob).issue(shares, bob, 1n, await deliver(fixture, bob, shares));
      }
      const taken = (await balancesOf(fixture, vault)).map((amount, i) => amount - held[i]);
      for (const [i, amount] of taken.entries())
        expect(amount >= whole[i], `component ${i}`).to.equal(true);
    });

    it("V-5 lowers nobody's part", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
      await vault
        .connect(signers.bob)
        .issue(SHARES, signers.bob, 1n, await deliver(fixture, signers.bob, SHARES));
      const [heldAfter, supplyAfter] = [
        await balancesOf(fixture, vault),
        await vault.totalSupply(),
      ];
      for (const [i, amount] of heldAfter.entries()) {
        expect(amount * supply >= held[i] * supplyAfter, `component ${i}`).to.equal(true);
      }
    });

    it("V-12 honours every maximum exactly", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const amounts = await deliver(fixture, signers.bob, SHARES);
      const [components] = await vault.basket(1n);
      for (const [i, component] of components.entries()) {
        await expect(
          vault
            .connect(signers.bob)
            .issue(SHARES, signers.bob, 1n, amounts.with(i, amounts[i] - 1n)),
        )
          .to.be.revertedWithCustomError(vault, "ExcessiveComponentIn")
          .withArgs(component, amounts[i], amounts[i] - 1n);
      }
      await vault.connect(signers.bob).issue(SHARES, signers.bob, 1n, amounts);
    });

    it("V-12 refuses maximums made for another basket, or too few or too many of them", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const issue = vault.connect(signers.bob).issue;
      const amounts = await deliver(fixture, signers.bob, SHARES);
      for (const id of [0n, 2n]) {
        await expect(issue(SHARES, signers.bob, id, amounts))
          .to.be.revertedWithCustomError(vault, "BasketMismatch")
          .withArgs(id, 1n);
      }
      for (const list of [[], amounts.slice(1), [...amounts, 0n]]) {
        await expect(issue(SHARES, signers.bob, 1n, list))
          .to.be.revertedWithCustomError(vault, "LengthMismatch")
          .withArgs(list.length, 6n);
      }
    });

    it("refuses zero shares, the zero address and the vault itself", async () => {
      const fixture = use();
      const { vault, signers, ethers } = fixture;
      const issue = vault.connect(signers.bob).issue;
      const amounts = await deliver(fixture, signers.bob, SHARES);
      await expect(issue(0n, signers.bob, 1n, amounts)).to.be.revertedWithCustomError(
        vault,
        "ZeroShares",
      );
      await expect(issue(SHARES, ethers.ZeroAddress, 1n, amounts)).to.be.revertedWithCustomError(
        vault,
        "ZeroAddress",
      );
      await expect(issue(SHARES, vault, 1n, amounts)).to.be.revertedWithCustomError(
        vault,
        "VaultAsReceiver",
      );
    });

    it("A-3 is stopped by a pause, which ends by itself after 14 days", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers } = fixture;
      const { bob, guardian } = signers;
      const amounts = await deliver(fixture, bob, SHARES);
      await vault.connect(guardian).pauseIssuance();
      const until = BigInt(await networkHelpers.time.latest()) + 14n * DAY;
      await networkHelpers.time.setNextBlockTimestamp(until - 1n);
      await expect(vault.connect(bob).issue(SHARES, bob, 1n, amounts))
        .to.be.revertedWithCustomError(vault, "IssuanceIsPaused")
        .withArgs(until);
      await networkHelpers.time.setNextBlockTimestamp(until);
      await vault.connect(bob).issue(SHARES, bob, 1n, amounts);
    });

    it("refuses whoever has not approved, or has not got, every component", async () => {
      const fixture = use();
      const { vault, signers, usdc } = fixture;
      const amounts = await deliver(fixture, signers.bob, SHARES);
      await usdc.connect(signers.bob).approve(vault, 0n);
      await expect(
        vault.connect(signers.bob).issue(SHARES, signers.bob, 1n, amounts),
      ).to.be.revertedWithCustomError(usdc, "ERC20InsufficientAllowance");
      await expect(
        vault.connect(signers.stranger).issue(SHARES, signers.bob, 1n, amounts),
      ).to.revert(fixture.ethers);
    });
  });

  describe("of components that misbehave", () => {
    const use = useFixture(oddFixture);

    it("refuses a component that keeps a fee", async () => {
      const fixture = use();
      const { vault, signers, odd, at } = fixture;
      const amounts = await deliver(fixture, signers.bob, SHARES);
      await odd.setTransferFault(TRANSFER.fee);
      const required = amounts[at.odd];
      await expect(vault.connect(signers.bob).issue(SHARES, signers.bob, 1n, amounts))
        .to.be.revertedWithCustomError(vault, "ComponentNotDelivered")
        .withArgs(odd, required, required - required / 100n);
    });

    it("refuses a component that cannot be read, or does not come", async () => {
      const fixture = use();
      const { vault, signers, odd } = fixture;
      const amounts = await deliver(fixture, signers.bob, SHARES);
      await odd.setReadFault(READ.revert);
      const issue = vault.connect(signers.bob).issue;
      await expect(issue(SHARES, signers.bob, 1n, amounts))
        .to.be.revertedWithCustomError(vault, "ComponentUnreadable")
        .withArgs(odd);
      await odd.setReadFault(READ.none);
      await odd.setTransferFault(TRANSFER.refuse);
      await odd.setRefused(signers.bob);
      await expect(issue(SHARES, signers.bob, 1n, amounts)).to.be.revertedWithCustomError(
        odd,
        "Refused",
      );
      expect(await vault.balanceOf(signers.bob)).to.equal(300n * WAD);
    });

    it("V-2 asks nobody for the part of those whose claims wait in shares, and leaves it as it is", async () => {
      const fixture = use();
      const { vault, signers, odd, at } = fixture;
      const { alice, stranger } = signers;
      const [balance, supply] = [await odd.balanceOf(vault), await vault.totalSupply()];
      await odd.setReadFault(READ.revert);
      await vault.connect(alice).redeem(100n * WAD, alice, alice);
      await odd.setReadFault(READ.none);
      const amounts = await deliver(fixture, stranger, SHARES);
      const free = ceilPart(balance, supply - 100n * WAD, supply);
      expect(amounts[at.odd]).to.equal(ceilPart(free, SHARES, supply - 100n * WAD));
      await vault.connect(stranger).issue(SHARES, stranger, 1n, amounts);
      expect(await vault.owed(odd)).to.deep.equal([0n, 100n * WAD]);
      await vault.connect(alice).claim(odd, alice);
      const due = (balance * 100n * WAD) / supply;
      expect(await odd.balanceOf(alice)).to.be.within(due, due + 1n);
    });

    it("V-1 asks nothing of a component of which a unit is left, and more is owed", async () => {
      const { vault, signers, odd, at } = use();
      await odd.setTransferFault(TRANSFER.revert);
      await vault.connect(signers.bob).redeem(100n * WAD, signers.bob, signers.bob);
      await odd.seize(vault, (await odd.balanceOf(vault)) - 1n);
      expect((await vault.previewIssue(SHARES))[at.odd]).to.equal(0n);
    });

    it("asks nothing of a component of which the holders have nothing", async () => {
      const fixture = use();
      const { vault, signers, odd, at } = fixture;
      await odd.seize(vault, await odd.balanceOf(vault));
      const amounts = await deliver(fixture, signers.bob, SHARES);
      expect(amounts[at.odd]).to.equal(0n);
      await odd.setTransferFault(TRANSFER.revert);
      await expect(vault.connect(signers.bob).issue(SHARES, signers.bob, 1n, amounts))
        .to.emit(vault, "SharesIssued")
        .withArgs(signers.bob, signers.bob, SHARES, 1n, amounts);
    });
  });
});

import { expect } from "chai";
import type { BigNumberish } from "ethers";
import { concat } from "ethers";

import type { HostileIssuer } from "../../types/index.js";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture } from "../fixtures/basketFixture.ts";
import type { Step } from "../fixtures/hostileRoute.ts";
import { encodeSteps } from "../fixtures/hostileRoute.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { ceilPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 31n * WAD + 4_159n;
const PLENTY = 10n ** 40n;

/** Gives `account` plenty of every component. */
async function provide(fixture: IndexFixture, account: string): Promise<readonly string[]> {
  const { vault, ethers } = fixture;
  const { components } = await vault.basket(await vault.basketId());
  for (const component of components)
    await (await ethers.getContractAt("MockERC20", component)).mint(account, PLENTY);
  return components;
}

/** An account that pays what it is asked for, its components, and how much of each it started with. */
async function honestIssuer(fixture: IndexFixture) {
  const issuer = await fixture.ethers.deployContract("CallbackIssuer");
  const components = await provide(fixture, await issuer.getAddress());
  return { issuer, components, data: concat(components) };
}

async function hostileIssuer(fixture: IndexFixture): Promise<HostileIssuer> {
  const issuer = await fixture.ethers.deployContract("HostileIssuer");
  await provide(fixture, await issuer.getAddress());
  return issuer;
}

/** Pays the vault `amounts` of its components, in basket order. */
async function payments(
  { vault, usdc }: IndexFixture,
  amounts: readonly BigNumberish[],
): Promise<Step[]> {
  const { components } = await vault.basket(await vault.basketId());
  return components.map((target, i) => ({
    target,
    data: usdc.interface.encodeFunctionData("transfer", [vault.target, amounts[i]]),
  }));
}

describe("IndexVault.issueWithCallback", () => {
  describe("of standard components", () => {
    const use = useFixture(basketFixture);

    it("V-2 V-10 requires ceil((B-O)*s/S) of each component, takes what came and creates the shares", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { stranger } = signers;
      const { issuer, data } = await honestIssuer(fixture);
      const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
      const expected = held.map((amount) => ceilPart(amount, SHARES, supply));

      await expect(issuer.issue(vault, SHARES, stranger, 1n, data))
        .to.emit(vault, "SharesIssued")
        .withArgs(issuer, stranger, SHARES, 1n, expected);

      expect(await balancesOf(fixture, vault)).to.deep.equal(
        held.map((amount, i) => amount + expected[i]),
      );
      expect(await balancesOf(fixture, issuer)).to.deep.equal(
        expected.map((amount) => PLENTY - amount),
      );
      expect(await vault.totalSupply()).to.equal(supply + SHARES);
      expect(await vault.balanceOf(stranger)).to.equal(SHARES);
      expect(await vault.balanceOf(issuer)).to.equal(0n);
    });

    it("V-2 V-4 requires at least one unit of every component for the smallest share", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { issuer, data } = await honestIssuer(fixture);
      const held = await balancesOf(fixture, vault);
      await issuer.issue(vault, 1n, signers.bob, 1n, data);
      for (const [i, amount] of (await balancesOf(fixture, vault)).entries())
        expect(amount, `component ${i}`).to.be.greaterThan(held[i]);
      expect(await vault.balanceOf(signers.bob)).to.equal(1n);
    });

    it("V-11 requires what its preview said, and tells the caller", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const issuer = await hostileIssuer(fixture);
      const amounts = [...(await vault.previewIssue(SHARES))];
      const data = encodeSteps(await payments(fixture, amounts));
      await expect(issuer.issue(vault, SHARES, signers.bob, 1n, data))
        .to.emit(issuer, "CalledBack")
        .withArgs(vault, SHARES, amounts);
    });

    it("V-2 refuses a delivery that is one unit short of any component", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const issuer = await hostileIssuer(fixture);
      const amounts = [...(await vault.previewIssue(SHARES))];
      const { components } = await vault.basket(1n);
      for (const [i, component] of components.entries()) {
        const short = amounts.with(i, amounts[i] - 1n);
        const data = encodeSteps(await payments(fixture, short));
        await expect(issuer.issue(vault, SHARES, signers.bob, 1n, data))
          .to.be.revertedWithCustomError(vault, "ComponentNotDelivered")
          .withArgs(component, amounts[i], amounts[i] - 1n);
      }
      const data = encodeSteps(await payments(fixture, amounts));
      await issuer.issue(vault, SHARES, signers.bob, 1n, data);
    });

    it("V-2 refuses a delivery of nothing, and one to somebody else", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const issuer = await hostileIssuer(fixture);
      const amounts = [...(await vault.previewIssue(SHARES))];
      const toStranger = (await payments(fixture, amounts)).map(({ target }, i) => ({
        target,
        data: fixture.usdc.interface.encodeFunctionData("transfer", [
          signers.stranger.address,
          amounts[i],
        ]),
      }));
      for (const steps of [[], toStranger]) {
        await expect(
          issuer.issue(vault, SHARES, signers.bob, 1n, encodeSteps(steps)),
        ).to.be.revertedWithCustomError(vault, "ComponentNotDelivered");
      }
      expect(await vault.balanceOf(signers.bob)).to.equal(0n);
    });

    it("V-5 keeps for the holders what is delivered beyond the required, and says so", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { bob } = signers;
      const issuer = await hostileIssuer(fixture);
      const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
      const amounts = (await vault.previewIssue(SHARES)).map((amount) => 3n * amount + 1n);
      const data = encodeSteps(await payments(fixture, amounts));
      await expect(issuer.issue(vault, SHARES, bob, 1n, data))
        .to.emit(vault, "SharesIssued")
        .withArgs(issuer, bob, SHARES, 1n, amounts);
      expect(await vault.totalSupply()).to.equal(supply + SHARES);
      await vault.connect(bob).redeem(SHARES, bob, bob);
      for (const [i, amount] of (await balancesOf(fixture, bob)).entries())
        expect(amount, `donor's part of component ${i}`).to.be.lessThan(amounts[i]);
      for (const [i, amount] of (await balancesOf(fixture, vault)).entries())
        expect(amount, `holders' part of component ${i}`).to.be.greaterThan(held[i]);
    });

    it("V-9 gives back no more than what was delivered", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { bob } = signers;
      const { issuer, data } = await honestIssuer(fixture);
      const required = await vault.previewIssue(SHARES);
      const held = await balancesOf(fixture, vault);
      await issuer.issue(vault, SHARES, bob, 1n, data);
      await vault.connect(bob).redeem(SHARES, bob, bob);
      for (const [i, amount] of (await balancesOf(fixture, bob)).entries())
        expect(amount <= required[i], `component ${i}`).to.equal(true);
      for (const [i, amount] of (await balancesOf(fixture, vault)).entries())
        expect(amount >= held[i], `component ${i} of the vault`).to.equal(true);
    });

    it("V-4 V-8 takes no less in many calls than in one", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { issuer, data } = await honestIssuer(fixture);
      const [whole, held] = [await vault.previewIssue(SHARES), await balancesOf(fixture, vault)];
      for (const shares of [1n, SHARES / 3n, SHARES / 3n, SHARES - 2n * (SHARES / 3n) - 1n])
        await issuer.issue(vault, shares, signers.bob, 1n, data);
      for (const [i, amount] of (await balancesOf(fixture, vault)).entries())
        expect(amount - held[i] >= whole[i], `component ${i}`).to.equal(true);
    });

    it("V-12 refuses a call that was made for another basket, before it calls back", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { issuer, data } = await honestIssuer(fixture);
      for (const id of [0n, 2n]) {
        await expect(issuer.issue(vault, SHARES, signers.bob, id, data))
          .to.be.revertedWithCustomError(vault, "BasketMismatch")
          .withArgs(id, 1n);
      }
    });

    it("refuses zero shares, the zero address and the vault itself", async () => {
      const fixture = use();
      const { vault, signers, ethers } = fixture;
      const { issuer, data } = await honestIssuer(fixture);
      for (const [shares, receiver, error] of [
        [0n, signers.bob.address, "ZeroShares"],
        [SHARES, ethers.ZeroAddress, "ZeroAddress"],
        [SHARES, await vault.getAddress(), "VaultAsReceiver"],
      ] as const) {
        await expect(issuer.issue(vault, shares, receiver, 1n, data)).to.be.revertedWithCustomError(
          vault,
          error,
        );
      }
    });

    it("A-3 is stopped by a pause, which ends by itself after 14 days", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers } = fixture;
      const { issuer, data } = await honestIssuer(fixture);
      await vault.connect(signers.guardian).pauseIssuance();
      const until = BigInt(await networkHelpers.time.latest()) + 14n * DAY;
      await networkHelpers.time.setNextBlockTimestamp(until - 1n);
      await expect(issuer.issue(vault, SHARES, signers.bob, 1n, data))
        .to.be.revertedWithCustomError(vault, "IssuanceIsPaused")
        .withArgs(until);
      await networkHelpers.time.setNextBlockTimestamp(until);
      await issuer.issue(vault, SHARES, signers.bob, 1n, data);
    });

    it("A-6 calls nobody back but the caller: an account without code delivers nothing", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const { data } = await honestIssuer(fixture);
      await expect(
        vault.connect(signers.bob).issueWithCallback(SHARES, signers.bob, 1n, data),
      ).to.revert(fixture.ethers);
      const token = await fixture.ethers.deployContract("MockERC20", ["None", "NONE", 18]);
      await fixture.networkHelpers.impersonateAccount(token.target as string);
      await fixture.networkHelpers.setBalance(token.target as string, WAD);
      const caller = await fixture.ethers.getSigner(token.target as string);
      await expect(
        vault.connect(caller).issueWithCallback(SHARES, signers.bob, 1n, data),
        "a contract without the callback",
      ).to.revert(fixture.ethers);
    });

    it("passes the callback's own refusal on, and leaves everything as it was", async () => {
      const fixture = use();
      const { vault, usdc, signers } = fixture;
      const issuer = await hostileIssuer(fixture);
      const held = await balancesOf(fixture, vault);
      const amounts = [...(await vault.previewIssue(SHARES))];
      const steps = await payments(fixture, amounts);
      steps.push({
        target: usdc.target as string,
        data: usdc.interface.encodeFunctionData("transferFrom", [
          signers.alice.address,
          signers.bob.address,
          1n,
        ]),
      });
      await expect(
        issuer.issue(vault, SHARES, signers.bob, 1n, encodeSteps(steps)),
      ).to.be.revertedWithCustomError(usdc, "ERC20InsufficientAllowance");
      expect(await balancesOf(fixture, vault)).to.deep.equal(held);
    });
  });

  describe("of components that misbehave", () => {
    const use = useFixture(oddFixture);

    for (const [what, fault] of [
      ["keeps a fee", TRANSFER.fee],
      ["says no and does not move", TRANSFER.returnFalse],
      ["moves only half", TRANSFER.returnFalseAndMoveHalf],
    ] as const) {
      it(`V-2 refuses a component that ${what}`, async () => {
        const fixture = use();
        const { vault, signers, odd, at } = fixture;
        const { issuer, data } = await honestIssuer(fixture);
        const required = (await vault.previewIssue(SHARES))[at.odd];
        await odd.setTransferFault(fault);
        const parts = { [TRANSFER.fee]: required - required / 100n, [TRANSFER.returnFalse]: 0n };
        await expect(issuer.issue(vault, SHARES, signers.bob, 1n, data))
          .to.be.revertedWithCustomError(vault, "ComponentNotDelivered")
          .withArgs(odd, required, (parts as Record<number, bigint>)[fault] ?? required / 2n);
      });
    }

    it("refuses a component that cannot be read, before it calls back or after", async () => {
      const fixture = use();
      const { vault, signers, odd } = fixture;
      const issuer = await hostileIssuer(fixture);
      const steps = await payments(fixture, [...(await vault.previewIssue(SHARES))]);
      const breaking = {
        target: odd.target as string,
        data: odd.interface.encodeFunctionData("setReadFault", [READ.revert]),
      };
      await expect(issuer.issue(vault, SHARES, signers.bob, 1n, encodeSteps([...steps, breaking])))
        .to.be.revertedWithCustomError(vault, "ComponentUnreadable")
        .withArgs(odd);
      for (const fault of [READ.revert, READ.burnGas, READ.returnShort, READ.overstate]) {
        await odd.setReadFault(fault);
        await expect(issuer.issue(vault, SHARES, signers.bob, 1n, encodeSteps(steps)))
          .to.be.revertedWithCustomError(vault, "ComponentUnreadable")
          .withArgs(odd);
      }
    });

    it("refuses a component of which the vault has less after the callback", async () => {
      const fixture = use();
      const { vault, signers, odd, at } = fixture;
      const issuer = await hostileIssuer(fixture);
      const amounts = [...(await vault.previewIssue(SHARES))];
      const steps = await payments(fixture, amounts);
      const seizing = (amount: bigint): Step => ({
        target: odd.target as string,
        data: odd.interface.encodeFunctionData("seize", [vault.target, amount]),
      });
      for (const [amount, received] of [
        [1n, amounts[at.odd] - 1n],
        [amounts[at.odd] + 5n, 0n],
      ] as const) {
        await expect(
          issuer.issue(vault, SHARES, signers.bob, 1n, encodeSteps([...steps, seizing(amount)])),
        )
          .to.be.revertedWithCustomError(vault, "ComponentNotDelivered")
          .withArgs(odd, amounts[at.odd], received);
      }
    });

    it("V-2 computes what is required before the callback: losing balance in it lowers nothing", async () => {
      const fixture = use();
      const { vault, signers, odd, at } = fixture;
      const issuer = await hostileIssuer(fixture);
      const amounts = [...(await vault.previewIssue(SHARES))];
      const balance = await odd.balanceOf(vault);
      const seizing = {
        target: odd.target as string,
        data: odd.interface.encodeFunctionData("seize", [vault.target, balance]),
      };
      await expect(
        issuer.issue(
          vault,
          SHARES,
          signers.bob,
          1n,
          encodeSteps([seizing, ...(await payments(fixture, amounts))]),
        ),
      )
        .to.be.revertedWithCustomError(vault, "ComponentNotDelivered")
        .withArgs(odd, amounts[at.odd], 0n);
    });

    it("V-2 asks nobody for what is owed, in units or in shares, and does not take it for a delivery", async () => {
      const fixture = use();
      const { vault, signers, odd, other, at } = fixture;
      const { alice, bob } = signers;
      const supply = await vault.totalSupply();
      const balance = await other.balanceOf(vault);
      await odd.setReadFault(READ.revert);
      await other.setTransferFault(TRANSFER.revert);
      await vault.connect(alice).redeem(100n * WAD, alice, alice);
      await odd.setReadFault(READ.none);
      await other.setTransferFault(TRANSFER.none);
      const owed = (balance * 100n * WAD) / supply;
      const { issuer, data } = await honestIssuer(fixture);
      const amounts = [...(await vault.previewIssue(SHARES))];
      expect(amounts[at.other]).to.equal(
        ceilPart(balance - owed, SHARES, supply - 100n * WAD),
        "other",
      );
      await expect(issuer.issue(vault, SHARES, bob, 1n, data))
        .to.emit(vault, "SharesIssued")
        .withArgs(issuer, bob, SHARES, 1n, amounts);
      expect(await vault.owed(odd)).to.deep.equal([0n, 100n * WAD]);
      expect(await vault.owed(other)).to.deep.equal([owed, 0n]);
    });

    it("asks nothing of a component of which the holders have nothing", async () => {
      const fixture = use();
      const { vault, signers, odd, at } = fixture;
      await odd.seize(vault, await odd.balanceOf(vault));
      const issuer = await hostileIssuer(fixture);
      const amounts = [...(await vault.previewIssue(SHARES))];
      expect(amounts[at.odd]).to.equal(0n);
      const steps = (await payments(fixture, amounts)).filter((_, i) => i !== at.odd);
      await issuer.issue(vault, SHARES, signers.bob, 1n, encodeSteps(steps));
    });
  });
});

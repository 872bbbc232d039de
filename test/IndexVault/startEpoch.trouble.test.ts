import { expect } from "chai";
import type { BaseContract } from "ethers";
import { addComponents } from "../fixtures/addComponents.ts";
import type { Addition } from "../fixtures/addComponents.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { PRICE_BASE } from "../fixtures/epochSetting.ts";

describe("IndexVault.startEpoch", () => {
  describe("of components and feeds that misbehave", () => {
    const use = useFixture(oddFixture);

    /**
     * The same basket again, a week later, with another feed for the odd components, and other terms for the first. Each of the
     * three components has `weight` {1}.
     */
    async function again(feed?: BaseContract, terms: Addition["terms"] = {}, weight = 0n) {
      const fixture = use();
      const { vault, signers, components, usdc } = fixture;
      await fixture.networkHelpers.time.increase(7n * DAY);
      await addComponents(fixture, [
        { token: fixture.odd, tokenDecimals: 18, terms, ...(feed && { feed }) },
        { token: fixture.other, tokenDecimals: 6, ...(feed && { feed }) },
        { token: fixture.callback, tokenDecimals: 18 },
      ]);
      const weights = components.map((component) =>
        component === usdc.target ? WAD - 3n * weight : weight,
      );
      const order = await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear });
      return {
        order,
        send: () => vault.connect(signers.strategist).startEpoch(order, { gasLimit: 2n ** 24n }),
      };
    }

    /** Gives each component a target of $2,000, and leaves less than that of each: so all of it counts at the next start. */
    async function holdFifths() {
      const { vault, odd, other } = use();
      await (await again(undefined, {}, WAD / 5n)).send();
      await odd.seize(vault, (await odd.balanceOf(vault)) - 1_500n * WAD - 1n);
      await other.seize(vault, (await other.balanceOf(vault)) - 1_500n * 10n ** 6n - 3n);
    }

    /** Starts an epoch in which the first component, and no other, is worth a hundred dollars. */
    async function startDear(terms: Addition["terms"] = {}) {
      const fixture = use();
      const feed = await fixture.ethers.deployContract("MockAggregator", [
        8,
        "ANY / USD",
        10n ** 8n,
      ]);
      await addComponents(fixture, [{ token: fixture.odd, tokenDecimals: 18, feed, terms }]);
      const { send } = await again(undefined, terms);
      await feed.setAnswer(10n ** 10n);
      return send();
    }

    for (const fault of ["revert", "burnGas", "returnShort", "returnBomb"] as const) {
      it(`E-2 carries a component that cannot be read (${fault}), and starts for all others`, async () => {
        const { vault, odd, at } = use();
        const { send } = await again();
        await odd.setReadFault(READ[fault]);
        const { record } = await startedRecord(vault, await send());
        expect([record.prices[at.odd], record.units[at.odd], record.navComplete]).to.deep.equal([
          0n,
          0n,
          false,
        ]);
        expect((await vault.basket(2n)).carried).to.equal(1n << BigInt(at.odd));
      });
    }

    it("E-18 does not let a component that cannot be read drop out, named or not", async () => {
      const { vault, odd, usdc, signers } = use();
      const { order } = await again();
      await odd.seize(vault, await odd.balanceOf(vault));
      await odd.setReadFault(READ.revert);
      const components = order.components.filter((component) => component !== odd.target);
      const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
      await expect(vault.connect(signers.strategist).startEpoch({ ...order, components, weights }))
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(odd);
      await vault.connect(signers.strategist).startEpoch(order);
      expect(await positionOf(vault, odd)).not.to.equal(-1);
    });

    const feedFaults = [
      ["burns all gas", 1n],
      ["returns too little", 2n],
      ["reverts with 100 kilobytes", 3n],
    ] as const;
    for (const [name, fault] of feedFaults) {
      it(`E-2 P-1 carries components whose feed ${name}, and starts for all others`, async () => {
        const { vault, ethers, at } = use();
        const feed = await ethers.deployContract("OddFeed");
        const { send } = await again(feed);
        await feed.setFault(fault);
        await send();
        expect((await vault.basket(2n)).carried).to.equal(
          (1n << BigInt(at.odd)) | (1n << BigInt(at.other)),
        );
      });
    }

    it("V-1 leaves what is owed and what waits in shares out of NAV and targets", async () => {
      const fixture = use();
      const { vault, odd, other, at, signers } = fixture;
      const { bob } = signers;
      await holdFifths();
      await odd.setReadFault(READ.revert);
      await other.setTransferFault(TRANSFER.revert);
      await vault.connect(bob).redeem(100n * WAD, bob, bob);
      await odd.setReadFault(READ.none);
      const { send } = await again();
      const held = await vault.holdings();
      const claims = [await vault.owed(odd), await vault.owed(other)];
      const { record } = await startedRecord(vault, await send());
      // Of the third component more was given than its target of $2 a share, which is what counts.
      const counted = held.map((amount, i) => (i === at.callback ? 2n * 900n * WAD : amount));
      const nav = record.prices.reduce(
        (sum, price, i) => sum + (counted[i] * price) / PRICE_BASE,
        0n,
      );
      expect(record.navPerShare).to.be.closeTo((nav * WAD) / (900n * WAD), 10n);
      expect([await vault.owed(odd), await vault.owed(other)]).to.deep.equal(claims);
      expect(await vault.holdings()).to.deep.equal(held);
    });

    it("V-1 E-2 carries what is the holders' of a component that waits in shares, in 88 binary digits", async () => {
      const { vault, odd, at, signers, ethers } = use();
      const { bob } = signers;
      await holdFifths();
      await odd.setReadFault(READ.revert);
      await vault.connect(bob).redeem(100n * WAD, bob, bob);
      await odd.setReadFault(READ.none);
      const feed = await ethers.deployContract("OddFeed");
      const { send } = await again(feed);
      await feed.setFault(feedFaults[1][1]);
      const balance = await odd.balanceOf(vault);
      expect((balance * 9n) % 10n).to.be.greaterThan(0n);
      const { record } = await startedRecord(vault, await send());
      // 900 shares hold it, and 100 wait
      const units = (balance * UNIT_SCALE) / (1_000n * WAD);
      expect(record.units[at.odd]).to.be.within(units - (units >> 87n), units);
    });

    it("V-1 E-2 knows the claims on a component that left the basket and comes back", async () => {
      const fixture = use();
      const { vault, odd, signers } = fixture;
      const { bob } = signers;
      await odd.setTransferFault(TRANSFER.revert);
      await vault.connect(bob).redeem(100n * WAD, bob, bob);
      await odd.setTransferFault(TRANSFER.none);
      const [owed] = await vault.owed(odd);
      await odd.seize(vault, (await odd.balanceOf(vault)) - owed);

      await (await again()).send();
      expect(await positionOf(vault, odd)).to.equal(-1);
      await odd.mint(vault, 5n * WAD);
      await (await again()).send();

      const { components: listed } = await vault.basket(3n);
      const at = listed.indexOf(odd.target as string);
      expect((await vault.holdings())[at]).to.equal(5n * WAD);
      await vault.connect(bob).claim(odd, bob);
      expect(await odd.balanceOf(bob)).to.equal(owed);
    });

    /** Bob redeems while the component cannot be transferred: he is owed units of it. */
    async function oweUnits(): Promise<void> {
      const { vault, odd, signers } = use();
      await odd.setTransferFault(TRANSFER.revert);
      await vault.connect(signers.bob).redeem(100n * WAD, signers.bob, signers.bob);
      await odd.setTransferFault(TRANSFER.none);
    }

    /** Bob redeems without the component, and the keeper is credited with shares of it. */
    async function skipOdd(): Promise<void> {
      const { vault, signers, at } = use();
      const { bob, keeper } = signers;
      await vault.connect(bob).redeemWith({
        ...{ shares: 10n * WAD, receiver: bob, owner: bob, claimant: keeper },
        ...{ basketId: 1n, minAmounts: [], skip: 1n << BigInt(at.odd) },
      });
    }

    it("L-4 E-19 keeps a leaver listed while shares wait on it and its balance is less than what is owed", async () => {
      const fixture = use();
      const { vault, odd, signers } = fixture;
      const { keeper } = signers;
      await oweUnits();
      await skipOdd();
      const { amount, pendingShares } = await vault.owed(odd);
      const missing = (await odd.balanceOf(vault)) - amount + 1n;
      await odd.seize(vault, missing);
      await (await again()).send();
      expect(await positionOf(vault, odd)).not.to.equal(-1);
      expect(await vault.owed(odd)).to.deep.equal([amount, pendingShares]);

      await odd.mint(vault, missing);
      await vault.settleClaims(2n ** 128n - 1n);
      const free = missing - 1n;
      const supply = await vault.totalSupply();
      expect(await odd.balanceOf(keeper)).to.equal((free * 10n * WAD) / (supply + 10n * WAD));
    });

    it("L-4 keeps a leaver listed while shares wait on it whose second reading fails", async () => {
      const { vault, odd } = use();
      await skipOdd();
      const { pendingShares } = await vault.owed(odd);
      await odd.seize(vault, (await odd.balanceOf(vault)) - 1n); // dust
      const { send } = await again();
      await odd.setReadFault(READ.revertAgain);
      await send();
      expect(await positionOf(vault, odd)).not.to.equal(-1);
      expect(await vault.owed(odd)).to.deep.equal([0n, pendingShares]);
    });

    it("L-4 keeps a leaver listed while shares wait on it that its second reading does not cover", async () => {
      const fixture = use();
      const { vault, odd } = fixture;
      await oweUnits();
      await skipOdd();
      const { amount, pendingShares } = await vault.owed(odd);
      await odd.seize(vault, (await odd.balanceOf(vault)) - amount); // nothing is the holders'
      const { send } = await again();
      const snapshot = await fixture.networkHelpers.takeSnapshot();
      await send();
      expect(await positionOf(vault, odd)).to.equal(-1);
      expect(await vault.owed(odd)).to.deep.equal([amount, 0n]);
      await snapshot.restore();
      await odd.setReadFault(READ.nothingAgain);
      await send();
      expect(await positionOf(vault, odd)).not.to.equal(-1);
      expect(await vault.owed(odd)).to.deep.equal([amount, pendingShares]);
    });

    it("E-2 carries a component that claims to hold everything, and starts for all others", async () => {
      const { vault, odd, at } = use();
      const { send } = await again();
      await odd.setReadFault(READ.overstate);
      await send();
      expect((await vault.basket(2n)).carried).to.equal(1n << BigInt(at.odd));
    });

    it("E-2 starts with a frozen component that claims to hold everything", async () => {
      const { vault, odd, registry, signers, at } = use();
      const { send } = await again();
      await odd.setReadFault(READ.overstate);
      await registry.connect(signers.guardian).freeze(odd);
      await send();
      expect((await vault.basket(2n)).carried).to.equal(1n << BigInt(at.odd));
    });

    it("E-4 measures losses against a NAV in which no component counts for more than its maximum weight lets it", async () => {
      const { vault, odd, registry, at } = use();
      await holdFifths();
      const { record } = await startedRecord(vault, await startDear());
      // Of the third component more was given than its target of $2,000, which is what counts.
      const held = (await vault.holdings()).with(at.callback, 2_000n * WAD);
      const values = record.prices.map((price, i) => (held[i] * price) / PRICE_BASE);
      const nav = values.reduce((sum, value) => sum + value, 0n);
      const { maxWeight } = await registry.component(odd);
      const rest = nav - values[at.odd];
      const most = (rest * maxWeight) / (WAD - maxWeight);
      expect(values[at.odd]).to.be.greaterThan(rest); // twice its maximum weight is over half
      expect(record.navPerShare).to.be.closeTo((2n * rest * WAD) / (1_000n * WAD), 10n);
      expect((await vault.epoch()).budgetNavPerShare).to.be.closeTo(
        ((rest + most) * WAD) / (1_000n * WAD),
        10n,
      );
    });

    it("E-2 lets a component that was inflated raise no other target by more than twice its cap allows", async () => {
      const { vault, odd, registry, at } = use();
      await holdFifths();
      const before = await startedRecord(vault, await (await again()).send());
      await odd.mint(vault, 10n ** 12n * WAD);
      const { record } = await startedRecord(vault, await startDear());
      const { maxWeight } = await registry.component(odd);
      for (const [i, units] of record.units.entries()) {
        if (i === at.odd) continue;
        const honest = (before.record.units[i] * before.record.prices[i]) / record.prices[i];
        const cap = 2n * maxWeight < WAD / 2n ? 2n * maxWeight : WAD / 2n;
        const most = (honest * WAD) / (WAD - cap);
        expect(units <= most + most / 1_000n, `component ${i}`).to.equal(true);
      }
    });

    it("E-4 counts a component that may be everything in full, though it is nearly everything", async () => {
      const { vault, at } = use();
      await holdFifths();
      const { record } = await startedRecord(vault, await startDear({ maxWeight: WAD }));
      expect(record.navPerShare).to.be.greaterThan(150n * WAD); // 1,500 of it in a thousand shares
      expect(record.prices[at.odd]).to.be.above(0n);
      expect((await vault.epoch()).budgetNavPerShare).to.equal(record.navPerShare);
    });
  });
});

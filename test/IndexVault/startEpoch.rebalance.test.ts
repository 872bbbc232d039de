import { expect } from "chai";
import { addComponents } from "../fixtures/addComponents.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { greatestDust } from "../fixtures/greatestDust.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";
import { PRICE_BASE, HOUR, FAULT, KIND, now, pass, setFault } from "../fixtures/epochSetting.ts";

describe("IndexVault.startEpoch", () => {
  describe("of an index that has its basket", () => {
    const use = useFixture(basketFixture);
    const start = () => use().vault.connect(use().signers.strategist).startEpoch;
    const tokenOf = (id: string): string => use().market.names.get(id)!.token;

    it("E-1 keeps the interval between weekly epochs, counted from start to start", async () => {
      const fixture = use();
      const { vault, networkHelpers } = fixture;
      const earliest = (await vault.epoch()).startedAt + 6n * DAY;
      await pass(fixture, 5n * DAY);
      const order = { ...(await epochOrder(fixture, WEIGHTS)), deadline: earliest + DAY };
      await networkHelpers.time.setNextBlockTimestamp(earliest - 1n);
      await expect(start()(order))
        .to.be.revertedWithCustomError(vault, "EpochTooEarly")
        .withArgs(earliest);
      await networkHelpers.time.setNextBlockTimestamp(earliest);
      const { record } = await startedRecord(vault, await start()(order));
      expect(record.kind).to.equal(KIND.weekly);
      const { number, lossCap, open } = await vault.epoch();
      expect([number, lossCap, open]).to.deep.equal([2n, fixture.creation.weeklyLossCap, true]);
      expect(await vault.basketId()).to.equal(2n);
    });

    it("E-1 keeps the cool-down between changes of regime", async () => {
      const fixture = use();
      const { vault, networkHelpers } = fixture;
      const { since } = await vault.regime();
      const earliest = since + 14n * DAY;
      await pass(fixture, 13n * DAY);
      await pass(fixture, 23n * HOUR);
      const order = await epochOrder(fixture, WEIGHTS, {
        regime: REGIME.bear,
        deadline: earliest + DAY,
      });
      await networkHelpers.time.setNextBlockTimestamp(earliest - 1n);
      await expect(start()(order))
        .to.be.revertedWithCustomError(vault, "EpochTooEarly")
        .withArgs(earliest);
      await networkHelpers.time.setNextBlockTimestamp(earliest);
      const { record } = await startedRecord(vault, await start()(order));
      expect([record.kind, record.regime]).to.deep.equal([KIND.regimeChange, REGIME.bear]);
      expect([...(await vault.regime())]).to.deep.equal([REGIME.bear, earliest]);
      expect((await vault.epoch()).lossCap).to.equal(fixture.creation.lossLimit);
    });

    it("E-1 leaves the regime's clock alone in a weekly epoch", async () => {
      const fixture = use();
      const { vault } = fixture;
      const { since } = await vault.regime();
      await pass(fixture, 7n * DAY);
      await start()(await epochOrder(fixture, WEIGHTS));
      expect([...(await vault.regime())]).to.deep.equal([REGIME.bull, since]);
    });

    it("E-1 is never blocked by an open epoch when the regime changes, and records that one as incomplete", async () => {
      const fixture = use();
      const { vault } = fixture;
      await pass(fixture, 14n * DAY);
      await start()(await epochOrder(fixture, { ...WEIGHTS, alpha: WAD / 10n }));
      const transaction = await start()(
        await epochOrder(fixture, WEIGHTS, { regime: REGIME.bear }),
      );
      await expect(transaction).to.emit(vault, "EpochClosed").withArgs(2n, false);
      expect((await startedRecord(vault, transaction)).number).to.equal(3n);
      expect((await vault.epoch()).open).to.equal(true);
    });

    it("E-2 E-18 names a listed component that is missing", async () => {
      const fixture = use();
      const { vault } = fixture;
      await pass(fixture, 7n * DAY);
      for (const id of Object.keys(WEIGHTS)) {
        const { [id as keyof typeof WEIGHTS]: _, ...others } = { ...WEIGHTS };
        await expect(start()(await epochOrder(fixture, others)))
          .to.be.revertedWithCustomError(vault, "ComponentMissing")
          .withArgs(tokenOf(id));
      }
    });

    it("E-2 keeps the target of a sell-only component within what is held", async () => {
      const fixture = use();
      const { vault, registry, signers, networkHelpers } = fixture;
      await pass(fixture, 7n * DAY);
      const at = await positionOf(vault, tokenOf("gamma"));
      const held = (await vault.holdings())[at];
      await registry.connect(signers.guardian).restrict(tokenOf("gamma"));
      /** {tok} Its target, if its weight is `weight`. */
      const targetAt = async (weight: bigint): Promise<bigint> => {
        const snapshot = await networkHelpers.takeSnapshot();
        await start()(await epochOrder(fixture, { ...WEIGHTS, alpha: WAD / 10n, gamma: weight }));
        const target =
          ((await vault.basket(2n)).units[at] * (await vault.totalSupply())) / UNIT_SCALE;
        await snapshot.restore();
        return target;
      };
      expect(await targetAt(WAD / 4n)).to.be.within((held * 999_999n) / 1_000_000n, held);
      expect(await targetAt(WAD / 5n)).to.equal(await targetAt(WAD / 4n));
      expect(await targetAt(WAD / 10n)).to.be.lessThan((held * 6n) / 10n);
    });

    it("E-2 sets no target for a sell-only component that is not held", async () => {
      const fixture = use();
      const { vault, registry, signers, ethers, usdc } = fixture;
      await pass(fixture, 7n * DAY);
      const token = await ethers.deployContract("MockERC20", ["New", "NEW", 18]);
      await addComponents(fixture, [{ token, tokenDecimals: 18 }]);
      await registry.connect(signers.guardian).restrict(token);
      const order = await epochOrder(fixture, WEIGHTS);
      const at = order.components.indexOf(usdc.target);
      const less = {
        ...order,
        weights: order.weights.with(at, BigInt(order.weights[at]) - WAD / 50n),
      };
      await start()(withComponent(less, await token.getAddress(), WAD / 50n));
      expect((await vault.basket(2n)).units[await positionOf(vault, token)]).to.equal(0n);
    });

    it("E-2 carries a frozen component outside NAV, at what is held", async () => {
      const fixture = use();
      const { vault, registry, signers } = fixture;
      await pass(fixture, 7n * DAY);
      await registry.connect(signers.guardian).freeze(tokenOf("beta"));
      const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
      const order = await epochOrder(fixture, WEIGHTS);
      const { record } = await startedRecord(vault, await start()(order));
      const at = record.components.indexOf(tokenOf("beta"));
      expect([record.prices[at], record.units[at], record.navComplete]).to.deep.equal([
        0n,
        (held[at] * UNIT_SCALE) / supply,
        false,
      ]);
      expect((await vault.basket(2n)).carried).to.equal(1n << BigInt(at));
      const nav = record.prices.reduce((sum, price, i) => sum + (held[i] * price) / PRICE_BASE, 0n);
      expect(record.navPerShare).to.equal((nav * WAD) / supply);
      const other = (at + 1) % 6;
      const full = (record.navPerShare * WAD * PRICE_BASE) / record.prices[other];
      expect(record.units[other]).to.equal((full * BigInt(order.weights[other])) / WAD);
    });

    for (const name of ["reverting", "stale", "zero", "negative", "future"] as const) {
      it(`E-2 P-1 carries a component whose price is ${name}, and starts for all others`, async () => {
        const fixture = use();
        const { vault } = fixture;
        await pass(fixture, 7n * DAY);
        await setFault(fixture, "gamma", FAULT[name]);
        const { record } = await startedRecord(
          vault,
          await start()(await epochOrder(fixture, WEIGHTS)),
        );
        const at = record.components.indexOf(tokenOf("gamma"));
        expect((await vault.basket(2n)).carried).to.equal(1n << BigInt(at));
        expect(record.prices.filter((price) => price > 0n).length).to.equal(5);
        expect(record.navComplete).to.equal(false);
      });
    }

    it("calls NAV complete when nothing is carried but what was given", async () => {
      const fixture = use();
      const vault = await createIndex(fixture);
      await pass(fixture, DAY / 2n);
      await setFault(fixture, "omega", FAULT.zero);
      const order = await epochOrder(fixture, WEIGHTS);
      const omega = await fixture.ethers.getContractAt("MockERC20", tokenOf("omega"));
      for (const held of [0n, 1n]) {
        const snapshot = await fixture.networkHelpers.takeSnapshot();
        await omega.mint(vault, held);
        const { record } = await startedRecord(
          vault,
          await vault.connect(fixture.signers.strategist).startEpoch(order),
        );
        expect(record.navComplete).to.equal(true);
        expect((await vault.basket(1n)).carried).to.equal(
          1n << BigInt(record.components.indexOf(tokenOf("omega"))),
        );
        await snapshot.restore();
      }
    });

    it("E-18 drops a leaver whose remainder is dust, and not one unit above it", async () => {
      const fixture = use();
      const { vault, ethers, signers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Leaver", "LEAVE", 18]);
      const dust = WAD / 10n; // of $10,000: ten times what drops out whatever its dust
      const [feed] = await addComponents(fixture, [{ token, tokenDecimals: 18, terms: { dust } }]);
      const dollar = await ethers.getContractAt("MockAggregator", feed);
      await pass(fixture, 7n * DAY);
      const leaving = async () => {
        await dollar.setAnswer(10n ** 8n);
        return withComponent(await epochOrder(fixture, WEIGHTS), await token.getAddress());
      };
      await token.mint(vault, dust + 1n);
      await start()(await leaving());
      expect(await positionOf(vault, token)).not.to.equal(-1);
      await pass(fixture, 7n * DAY);
      await expect(start()(await epochOrder(fixture, WEIGHTS)))
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(token);

      await vault.connect(signers.alice).redeem(WAD, signers.alice, signers.alice);
      expect(await token.balanceOf(vault)).to.be.lessThanOrEqual(dust);
      await start()(await leaving());
      expect(await positionOf(vault, token)).to.equal(-1);
    });

    it("E-18 drops a leaver of which less than a millionth of NAV is left, whatever its dust", async () => {
      const fixture = use();
      const { vault, ethers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Leaver", "LEAVE", 18]);
      await pass(fixture, 2n * DAY);
      await addComponents(fixture, [{ token, tokenDecimals: 18, terms: { dust: 0n } }]);
      const at = await token.getAddress();
      const trifle = await greatestDust(fixture, at, WAD / 1_000_000n);
      const order = withComponent(await epochOrder(fixture, WEIGHTS), at);
      for (const [held, listed] of [
        [trifle + 1n, true],
        [trifle, false],
      ] as const) {
        const snapshot = await fixture.networkHelpers.takeSnapshot();
        await token.mint(vault, held);
        await start()(order);
        expect((await positionOf(vault, token)) !== -1).to.equal(listed);
        await snapshot.restore();
      }
    });

    it("E-18 keeps all of a leaver that was carried, for nobody knows what it is worth", async () => {
      const fixture = use();
      const { vault, ethers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Leaver", "LEAVE", 18]);
      await addComponents(fixture, [{ token, tokenDecimals: 18 }]);
      const [at, part] = [await token.getAddress(), WAD / 100n];
      const orderOf = async () => {
        const plain = await epochOrder(fixture, { ...WEIGHTS, alpha: WEIGHTS.alpha - part });
        const cash = plain.components.indexOf(fixture.usdc.target);
        const weights = plain.weights.with(cash, BigInt(plain.weights[cash]) - part);
        return withComponent({ ...plain, weights }, at, part);
      };
      for (const held of [1n, 0n]) {
        const snapshot = await fixture.networkHelpers.takeSnapshot();
        await start()(await orderOf());
        await token.mint(vault, held);
        await pass(fixture, 7n * DAY); // its feed is stale by now
        await start()(await orderOf());
        expect((await vault.basket(3n)).carried).to.be.greaterThan(0n);
        await pass(fixture, 7n * DAY);
        await token.mint(vault, 1n);
        await start()(withComponent(await epochOrder(fixture, WEIGHTS), at));
        expect(await positionOf(vault, token)).not.to.equal(-1);
        await snapshot.restore();
      }
    });
  });

  describe("of an index that can be rebalanced daily", () => {
    const use = useFixture(indexFixture);

    it("E-1 has at most one epoch open, and closes a late one as incomplete", async () => {
      const fixture = use();
      const { signers } = fixture;
      const vault = await createIndex(fixture, { minInterval: DAY });
      const start = vault.connect(signers.strategist).startEpoch;
      const order = await epochOrder(fixture, WEIGHTS);
      const deadline = (await now(fixture)) + 47n * HOUR;
      await start({ ...order, deadline });
      await pass(fixture, DAY);
      await expect(start(await epochOrder(fixture, WEIGHTS)))
        .to.be.revertedWithCustomError(vault, "EpochStillOpen")
        .withArgs(1n);
      await fixture.networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(start({ ...order, deadline: deadline + DAY }))
        .to.be.revertedWithCustomError(vault, "EpochStillOpen")
        .withArgs(1n);
      const transaction = await start({ ...order, deadline: deadline + DAY });
      await expect(transaction).to.emit(vault, "EpochClosed").withArgs(1n, false);
      expect((await startedRecord(vault, transaction)).number).to.equal(2n);
    });

    it("E-1 lets the first change of regime come at any time after a neutral beginning", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const start = vault.connect(signers.strategist).startEpoch;
      await start(await epochOrder(fixture, WEIGHTS, { regime: REGIME.neutral }));
      expect([...(await vault.regime())]).to.deep.equal([REGIME.neutral, 0n]);
      const { record } = await startedRecord(
        vault,
        await start(await epochOrder(fixture, WEIGHTS)),
      );
      expect(record.kind).to.equal(KIND.regimeChange);
    });
  });
});

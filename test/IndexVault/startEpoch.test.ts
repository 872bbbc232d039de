import { expect } from "chai";
import type { BaseContract } from "ethers";

import { addComponents } from "../fixtures/addComponents.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";
import { moveMarket } from "../../scripts/market/moveMarket.ts";

const PRICE_BASE = 10n ** 36n;
const HOUR = 3600n;
const FAULT = { none: 0n, reverting: 1n, stale: 2n, zero: 3n, negative: 4n, future: 5n } as const;
const KIND = { first: 0n, weekly: 1n, regimeChange: 2n } as const;
const FOUR = { alpha: WAD / 5n, beta: WAD / 5n, gamma: WAD / 5n, delta: WAD / 5n };

/** {s} Time of the latest block. */
const now = async ({ networkHelpers }: IndexFixture): Promise<bigint> =>
  BigInt(await networkHelpers.time.latest());

/** Lets days pass, and a new week come to the market. */
async function pass(fixture: IndexFixture, seconds: bigint): Promise<void> {
  await fixture.networkHelpers.time.increase(seconds);
  await moveMarket(fixture.market, ROWS);
}

async function setFault(fixture: IndexFixture, id: string, fault: bigint): Promise<void> {
  const { aggregator } = fixture.market.names.get(id)!;
  await (await fixture.ethers.getContractAt("MockAggregator", aggregator)).setFault(fault);
}

describe("IndexVault.startEpoch", () => {
  describe("of an index that has only USDC", () => {
    const use = useFixture(indexFixture);
    const start = () => use().vault.connect(use().signers.strategist).startEpoch;

    it("G-2 records NAV, prices, weights and units that anyone can derive again", async () => {
      const fixture = use();
      const { vault, usdc, oracle, signers } = fixture;
      await usdc.mint(vault, 123_456_789n);
      const weights = {
        alpha: WAD / 7n,
        beta: WAD / 9n,
        gamma: WAD / 11n,
        delta: WAD / 4n,
        omega: 1n,
      };
      const hashes = { snapshotHash: `0x${"ab".repeat(32)}`, rulesHash: `0x${"cd".repeat(32)}` };
      const order = await epochOrder(fixture, weights, hashes);
      const [supply, held] = [await vault.totalSupply(), await usdc.balanceOf(vault)];

      const transaction = await vault.connect(signers.strategist).startEpoch(order);
      const { number, basketId, record } = await startedRecord(vault, transaction);

      const prices = await Promise.all(
        order.components.map((token) =>
          oracle.getQuote(PRICE_BASE, token, `0x${840n.toString(16).padStart(40, "0")}`),
        ),
      );
      const usdcPrice = prices[order.components.indexOf(usdc.target)];
      const navPerShare = (((held * usdcPrice) / PRICE_BASE) * WAD) / supply;
      const units = prices.map(
        (price, i) => (((navPerShare * WAD * PRICE_BASE) / price) * BigInt(order.weights[i])) / WAD,
      );
      expect(usdcPrice).to.equal(10n ** 48n);
      expect([number, basketId]).to.deep.equal([1n, 1n]);
      expect([...record.prices]).to.deep.equal(prices);
      expect([...record.units]).to.deep.equal(units);
      expect([...record.components]).to.deep.equal(order.components);
      expect([...record.weights]).to.deep.equal(order.weights);
      expect([record.navPerShare, record.navComplete, record.kind, record.regime]).to.deep.equal([
        navPerShare,
        true,
        KIND.first,
        REGIME.bull,
      ]);
      expect([record.snapshotHash, record.rulesHash, record.deadline]).to.deep.equal([
        hashes.snapshotHash,
        hashes.rulesHash,
        order.deadline,
      ]);

      const [components, storedUnits, carried] = await vault.basket(1n);
      expect([[...components], [...storedUnits], carried]).to.deep.equal([
        order.components,
        units,
        0n,
      ]);
      const { lossLimit } = fixture.creation;
      expect([...(await vault.epoch())]).to.deep.equal([
        1n,
        true,
        KIND.first,
        await now(fixture),
        order.deadline,
        lossLimit,
        0n,
        navPerShare,
      ]);
      expect([...(await vault.regime())]).to.deep.equal([REGIME.bull, await now(fixture)]);
    });

    it("keeps the first basket readable", async () => {
      const fixture = use();
      const { vault, usdc } = fixture;
      await start()(await epochOrder(fixture, FOUR));
      const [components, units, carried] = await vault.basket(0n);
      expect([[...components], [...units], carried]).to.deep.equal([
        [usdc.target],
        [10n * 10n ** 6n * WAD],
        0n,
      ]);
    });

    it("A-2 takes orders of the strategist alone, and not while the guardian blocks him", async () => {
      const fixture = use();
      const { vault, signers, ethers } = fixture;
      const order = await epochOrder(fixture, FOUR);
      const role = ethers.id("STRATEGIST_ROLE");
      for (const account of [
        signers.keeper,
        signers.guardian,
        signers.admin,
        signers.deployer,
        signers.alice,
      ]) {
        await expect(vault.connect(account).startEpoch(order))
          .to.be.revertedWithCustomError(vault, "MissingRole")
          .withArgs(account, role);
      }
      await vault.connect(signers.guardian).blockSigner(signers.strategist);
      await expect(start()(order))
        .to.be.revertedWithCustomError(vault, "SignerIsBlocked")
        .withArgs(signers.strategist);
    });

    it("E-2 wants weights that sum to exactly one", async () => {
      const fixture = use();
      const { vault } = fixture;
      const order = await epochOrder(fixture, FOUR);
      for (const off of [1n, -1n]) {
        const weights = order.weights.with(0, BigInt(order.weights[0]) + off);
        await expect(start()({ ...order, weights }))
          .to.be.revertedWithCustomError(vault, "WeightsNotOne")
          .withArgs(WAD + off);
      }
      await start()(order);
    });

    it("E-2 wants as many weights as components", async () => {
      const fixture = use();
      const { vault } = fixture;
      const order = await epochOrder(fixture, FOUR);
      for (const weights of [order.weights.slice(1), [...order.weights, 0n]]) {
        await expect(start()({ ...order, weights }))
          .to.be.revertedWithCustomError(vault, "LengthMismatch")
          .withArgs(weights.length, 5n);
      }
    });

    it("E-2 wants components in ascending order, none twice", async () => {
      const fixture = use();
      const { vault, ethers } = fixture;
      const order = await epochOrder(fixture, FOUR);
      const [first, second] = order.components as [string, string];
      const orders = [
        [[second, first, ...order.components.slice(2)], second, first],
        [[first, first, ...order.components.slice(2)], first, first],
        [
          [ethers.ZeroAddress, ...order.components.slice(1)],
          ethers.ZeroAddress,
          ethers.ZeroAddress,
        ],
      ] as const;
      for (const [components, previous, next] of orders) {
        await expect(start()({ ...order, components: [...components] }))
          .to.be.revertedWithCustomError(vault, "ComponentsNotAscending")
          .withArgs(previous, next);
      }
    });

    it("E-2 E-8 wants every component in the registry", async () => {
      const fixture = use();
      const { vault, ethers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Unknown", "UNK", 18]);
      await expect(
        start()(withComponent(await epochOrder(fixture, FOUR), await token.getAddress())),
      )
        .to.be.revertedWithCustomError(vault, "ComponentNotListed")
        .withArgs(token);
    });

    it("E-2 keeps every weight within its component's maximum", async () => {
      const fixture = use();
      const { vault, market } = fixture;
      const { token } = market.names.get("beta")!;
      const { maximumWeight: maximum } = await fixture.registry.component(token);
      expect(maximum).to.be.within(1n, WAD - 3n * FOUR.alpha);
      await expect(start()(await epochOrder(fixture, { ...FOUR, beta: maximum + 1n })))
        .to.be.revertedWithCustomError(vault, "WeightTooHigh")
        .withArgs(token, maximum + 1n, maximum);
      await start()(await epochOrder(fixture, { ...FOUR, beta: maximum }));
    });

    it("E-2 keeps stablecoins within the index's maximum, but in a bear regime", async () => {
      const fixture = use();
      const { vault } = fixture;
      const half = { alpha: WAD / 4n, beta: WAD / 4n };
      for (const regime of [REGIME.neutral, REGIME.bull]) {
        await expect(
          start()(await epochOrder(fixture, { ...half, beta: WAD / 4n - 1n }, { regime })),
        )
          .to.be.revertedWithCustomError(vault, "StableWeightTooHigh")
          .withArgs(WAD / 2n + 1n, WAD / 2n);
      }
      const snapshot = await fixture.networkHelpers.takeSnapshot();
      await start()(await epochOrder(fixture, half));
      await snapshot.restore();
      await start()(await epochOrder(fixture, {}, { regime: REGIME.bear }));
    });

    it("counts every stablecoin together", async () => {
      const fixture = use();
      const { vault, ethers, usdc } = fixture;
      const stable = await ethers.deployContract("MockERC20", ["Other dollar", "USDX", 18]);
      await addComponents(fixture, [
        { token: stable, tokenDecimals: 18, terms: { stable: true, maximumWeight: 0n } },
      ]);
      const order = withComponent(
        await epochOrder(fixture, FOUR),
        await stable.getAddress(),
        (WAD * 3n) / 10n,
      );
      /** The 70 % that are left: a part of USDC and the rest in four equal parts. */
      const weigh = (ofUsdc: bigint): bigint[] =>
        order.components.map((token, i) =>
          token === usdc.target
            ? ofUsdc
            : token === stable.target
              ? BigInt(order.weights[i])
              : ((WAD * 7n) / 10n - ofUsdc) / 4n,
        );
      await expect(start()({ ...order, weights: weigh((WAD * 22n) / 100n) }))
        .to.be.revertedWithCustomError(vault, "StableWeightTooHigh")
        .withArgs((WAD * 52n) / 100n, WAD / 2n);
      await start()({ ...order, weights: weigh(WAD / 5n) });
    });

    it("refuses a bear regime where the index has none", async () => {
      const fixture = use();
      const { signers } = fixture;
      const vault = await createIndex(fixture, { bearAllowed: false });
      const order = await epochOrder(
        fixture,
        { alpha: WAD / 4n, beta: WAD / 4n },
        { regime: REGIME.bear },
      );
      await expect(
        vault.connect(signers.strategist).startEpoch(order),
      ).to.be.revertedWithCustomError(vault, "BearNotAllowed");
      await vault.connect(signers.strategist).startEpoch({ ...order, regime: REGIME.neutral });
    });

    it("E-1 wants a deadline within 48 hours", async () => {
      const fixture = use();
      const { vault, networkHelpers } = fixture;
      const order = await epochOrder(fixture, FOUR);
      const at = (await now(fixture)) + 100n;
      for (const deadline of [0n, at, at + 48n * HOUR + 1n]) {
        await networkHelpers.time.setNextBlockTimestamp(at);
        const snapshot = await networkHelpers.takeSnapshot();
        await expect(start()({ ...order, deadline }))
          .to.be.revertedWithCustomError(vault, "DeadlineOutOfBounds")
          .withArgs(deadline);
        await snapshot.restore();
      }
      for (const deadline of [at + 1n, at + 48n * HOUR]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await networkHelpers.time.setNextBlockTimestamp(at);
        await start()({ ...order, deadline });
        await snapshot.restore();
      }
    });

    it("E-2 never lets USDC out of the list", async () => {
      const fixture = use();
      const { vault, usdc } = fixture;
      const order = await epochOrder(fixture, { ...FOUR, omega: WAD / 5n });
      const at = order.components.indexOf(usdc.target);
      await expect(
        start()({
          ...order,
          components: order.components.toSpliced(at, 1),
          weights: order.weights.toSpliced(at, 1),
        }),
      )
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(usdc);
    });

    it("wants one good price at least", async () => {
      const fixture = use();
      const { vault, market } = fixture;
      await market.usdcAggregator.setFault(FAULT.reverting);
      await expect(start()(await epochOrder(fixture, FOUR))).to.be.revertedWithCustomError(
        vault,
        "NavUnknown",
      );
    });

    it("E-2 is not starved into carrying a component, by any gas limit", async () => {
      const fixture = use();
      const { vault, networkHelpers } = fixture;
      const order = await epochOrder(fixture, WEIGHTS);
      const starts = async (gasLimit: bigint): Promise<boolean> => {
        const snapshot = await networkHelpers.takeSnapshot();
        const started = await start()(order, { gasLimit })
          .then(() => true)
          .catch(() => false);
        if (started) expect((await vault.basket(1n)).carried, `${gasLimit}`).to.equal(0n);
        await snapshot.restore();
        return started;
      };
      let [low, high] = [200_000n, 2_000_000n];
      expect([await starts(low), await starts(high)]).to.deep.equal([false, true]);
      while (high - low > 100n) {
        const middle = (low + high) / 2n;
        if (await starts(middle)) high = middle;
        else low = middle;
      }
      for (let gasLimit = low - 300_000n; gasLimit < high + 100_000n; gasLimit += 19_997n)
        await starts(gasLimit);
      await expect(start()(order, { gasLimit: low })).to.be.revertedWithCustomError(
        vault,
        "InsufficientGas",
      );
    });
  });

  describe("of an index that has its basket", () => {
    const use = useFixture(basketFixture);
    const start = () => use().vault.connect(use().signers.strategist).startEpoch;
    const tokenOf = (id: string): string => use().market.names.get(id)!.token;

    it("E-1 keeps the interval between weekly epochs, counted from start to start", async () => {
      const fixture = use();
      const { vault, networkHelpers } = fixture;
      const earliest = (await vault.epoch()).startedAt + 6n * DAY;
      await pass(fixture, 5n * DAY);
      const order = { ...(await epochOrder(fixture, WEIGHTS)), deadline: earliest + HOUR };
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
        deadline: earliest + HOUR,
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

    it("E-2 names a held component that is missing", async () => {
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

    it("calls NAV complete when what is carried is not held", async () => {
      const fixture = use();
      const vault = await createIndex(fixture);
      await pass(fixture, DAY / 2n);
      await setFault(fixture, "omega", FAULT.zero);
      const order = await epochOrder(fixture, WEIGHTS);
      const { record } = await startedRecord(
        vault,
        await vault.connect(fixture.signers.strategist).startEpoch(order),
      );
      expect(record.navComplete).to.equal(true);
      expect((await vault.basket(1n)).carried).to.equal(
        1n << BigInt(record.components.indexOf(tokenOf("omega"))),
      );
    });

    it("drops a leaver whose remainder is dust, and not one unit above it", async () => {
      const fixture = use();
      const { vault, ethers, signers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Leaver", "LEAVE", 18]);
      const dust = 10n ** 8n;
      await addComponents(fixture, [{ token, tokenDecimals: 18, terms: { dust } }]);
      await pass(fixture, 7n * DAY);
      await start()(withComponent(await epochOrder(fixture, WEIGHTS), await token.getAddress()));
      await pass(fixture, 7n * DAY);
      await token.mint(vault, dust + 1n);
      const without = await epochOrder(fixture, WEIGHTS);
      await expect(start()(without))
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(token);

      await vault.connect(signers.alice).redeem(WAD, signers.alice, signers.alice);
      expect(await token.balanceOf(vault)).to.be.lessThanOrEqual(dust);
      await start()(without);
      expect(await positionOf(vault, token)).to.equal(-1);
    });

    it("E-9 drops a leaver of which less than a millionth of NAV is left, whatever its dust", async () => {
      const fixture = use();
      const { vault, ethers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Leaver", "LEAVE", 18]);
      await pass(fixture, 2n * DAY);
      await addComponents(fixture, [{ token, tokenDecimals: 18, terms: { dust: 0n } }]);
      const { record } = await startedRecord(
        vault,
        await start()(withComponent(await epochOrder(fixture, WEIGHTS), await token.getAddress())),
      );
      // {tok} a millionth of NAV, at a dollar and 18 decimals
      const trifle = (record.navPerShare * (await vault.totalSupply())) / (WAD * 1_000_000n);
      await pass(fixture, 7n * DAY);
      await token.mint(vault, trifle);
      const without = await epochOrder(fixture, WEIGHTS);
      const snapshot = await fixture.networkHelpers.takeSnapshot();
      await token.mint(vault, 1n);
      await expect(start()(without))
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(token);
      await snapshot.restore();
      await start()(without);
      expect(await positionOf(vault, token)).to.equal(-1);
    });

    it("keeps more than dust of a leaver that was carried, for nobody knows what it is worth", async () => {
      const fixture = use();
      const { vault, ethers } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Leaver", "LEAVE", 18]);
      await addComponents(fixture, [{ token, tokenDecimals: 18, terms: { dust: 5n } }]);
      await pass(fixture, 7n * DAY); // its feed is stale by now
      await start()(withComponent(await epochOrder(fixture, WEIGHTS), await token.getAddress()));
      await pass(fixture, 7n * DAY);
      await token.mint(vault, 6n);
      await expect(start()(await epochOrder(fixture, WEIGHTS)))
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(token);
    });
  });

  describe("of an index that can be rebalanced daily", () => {
    const use = useFixture(indexFixture);

    it("E-1 has at most one epoch open, and closes a late one as incomplete", async () => {
      const fixture = use();
      const { signers } = fixture;
      const vault = await createIndex(fixture, { minimumInterval: DAY });
      const start = vault.connect(signers.strategist).startEpoch;
      const order = await epochOrder(fixture, WEIGHTS);
      const deadline = (await now(fixture)) + 47n * HOUR;
      await start({ ...order, deadline });
      await pass(fixture, DAY);
      await expect(start(await epochOrder(fixture, WEIGHTS)))
        .to.be.revertedWithCustomError(vault, "EpochStillOpen")
        .withArgs(1n);
      await fixture.networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(start({ ...order, deadline: deadline + HOUR }))
        .to.be.revertedWithCustomError(vault, "EpochStillOpen")
        .withArgs(1n);
      const transaction = await start({ ...order, deadline: deadline + HOUR });
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

  describe("of components and feeds that misbehave", () => {
    const use = useFixture(oddFixture);

    /** The same basket again, a week later, with another feed for the odd components. */
    async function again(feed?: BaseContract) {
      const fixture = use();
      const { vault, signers, components, usdc } = fixture;
      await fixture.networkHelpers.time.increase(7n * DAY);
      await addComponents(fixture, [
        { token: fixture.odd, tokenDecimals: 18, ...(feed && { feed }) },
        { token: fixture.other, tokenDecimals: 6, ...(feed && { feed }) },
        { token: fixture.callback, tokenDecimals: 18 },
      ]);
      const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
      const order = await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear });
      return {
        order,
        send: () => vault.connect(signers.strategist).startEpoch(order, { gasLimit: 2n ** 24n }),
      };
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

    it("does not let a component that cannot be read drop out", async () => {
      const { vault, odd, usdc, signers } = use();
      const { order } = await again();
      await odd.setReadFault(READ.revert);
      const components = order.components.filter((component) => component !== odd.target);
      const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
      await expect(vault.connect(signers.strategist).startEpoch({ ...order, components, weights }))
        .to.be.revertedWithCustomError(vault, "ComponentMissing")
        .withArgs(odd);
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
      const { vault, odd, other, signers } = fixture;
      const { bob } = signers;
      await odd.setReadFault(READ.revert);
      await other.setTransferFault(TRANSFER.revert);
      await vault.connect(bob).redeem(100n * WAD, bob, bob);
      await odd.setReadFault(READ.none);
      const { send } = await again();
      const held = await vault.holdings();
      const claims = [await vault.owed(odd), await vault.owed(other)];
      const { record } = await startedRecord(vault, await send());
      const nav = record.prices.reduce((sum, price, i) => sum + (held[i] * price) / PRICE_BASE, 0n);
      expect(record.navPerShare).to.equal((nav * WAD) / (900n * WAD));
      expect([await vault.owed(odd), await vault.owed(other)]).to.deep.equal(claims);
      expect(await vault.holdings()).to.deep.equal(held);
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
      const { vault, odd, registry } = use();
      const { send } = await again();
      const before = await startedRecord(vault, await send());
      expect((await vault.epoch()).budgetNavPerShare).to.equal(before.record.navPerShare);

      await odd.mint(vault, 50_000n * WAD);
      const second = await again();
      const { record } = await startedRecord(vault, await second.send());
      const held = await vault.holdings();
      const values = record.prices.map((price, i) => (held[i] * price) / PRICE_BASE);
      const nav = values.reduce((sum, value) => sum + value, 0n);
      const { maximumWeight } = await registry.component(odd);
      const rest = nav - values[use().at.odd];
      const most = (rest * maximumWeight) / (WAD - maximumWeight);
      expect(record.navPerShare).to.equal((nav * WAD) / (1_000n * WAD));
      expect((await vault.epoch()).budgetNavPerShare).to.equal(
        ((rest + most) * WAD) / (1_000n * WAD),
      );
    });
  });
});

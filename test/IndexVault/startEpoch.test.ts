import { expect } from "chai";
import { addComponents } from "../fixtures/addComponents.ts";
import { WEIGHTS } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";
import { PRICE_BASE, HOUR, FAULT, KIND, FOUR, now } from "../fixtures/epochSetting.ts";

/** Terms of a stablecoin whose feed has 8 decimals. */
const STABLE = { stable: true, minAnswer: 95n * 10n ** 6n, maxAnswer: 105n * 10n ** 6n };

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
      const units = prices.map((price, i) => {
        const full = (navPerShare * WAD * PRICE_BASE) / price;
        const cut = BigInt(Math.max(full.toString(2).length - 88, 0)); // of which 88 binary digits are kept
        return (((full >> cut) << cut) * BigInt(order.weights[i])) / WAD;
      });
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
      const { maxWeight: maximum } = await fixture.registry.component(token);
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
        { token: stable, tokenDecimals: 18, terms: { ...STABLE, maxWeight: WAD / 2n } },
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

    it("E-1 E-12 wants a deadline within 48 hours, and no sooner than strangers can finish what a keeper left", async () => {
      const fixture = use();
      const { vault, networkHelpers } = fixture;
      const order = await epochOrder(fixture, FOUR);
      const at = (await now(fixture)) + 100n;
      for (const deadline of [0n, at + 20n * HOUR - 1n, at + 48n * HOUR + 1n]) {
        await networkHelpers.time.setNextBlockTimestamp(at);
        const snapshot = await networkHelpers.takeSnapshot();
        await expect(start()({ ...order, deadline }))
          .to.be.revertedWithCustomError(vault, "DeadlineOutOfBounds")
          .withArgs(deadline);
        await snapshot.restore();
      }
      for (const deadline of [at + 20n * HOUR, at + 48n * HOUR]) {
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
});

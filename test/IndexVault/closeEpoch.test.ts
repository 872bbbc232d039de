import { expect } from "chai";

import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { epochOrder, fullTrade, UNIT_SCALE } from "../fixtures/orders.ts";
import { oddFixture, READ } from "../fixtures/oddFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";

/** An epoch that keeps the basket as it is: everything is near its target. */
async function settledFixture() {
  const fixture = await basketFixture();
  const { vault, signers, networkHelpers, market } = fixture;
  await networkHelpers.time.increase(7n * DAY);
  await moveMarket(market, ROWS);
  await vault
    .connect(signers.strategist)
    .startEpoch(await epochOrder(fixture, { ...WEIGHTS, delta: WAD / 1000n }));
  return fixture;
}

describe("IndexVault.closeEpoch", () => {
  describe("in the first epoch", () => {
    const use = useFixture(indexFixture);

    it("E-9 E-15 lets the keeper close a settled epoch, once", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      expect(await vault.connect(signers.keeper).closeEpoch.staticCall()).to.equal(true);
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(1n, true);
      expect((await vault.epoch()).open).to.equal(false);
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "NoOpenEpoch",
      );
    });

    it("E-15 lets nobody else close a settled epoch before strangers may trade, and anybody from then on", async () => {
      const fixture = use();
      const { vault, ethers, signers, networkHelpers } = fixture;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      const from = await vault.fallbackFrom();
      await networkHelpers.time.setNextBlockTimestamp(from - 1n);
      await expect(vault.connect(signers.stranger).closeEpoch())
        .to.be.revertedWithCustomError(vault, "MissingRole")
        .withArgs(signers.stranger, ethers.id("KEEPER_ROLE"));
      await networkHelpers.time.setNextBlockTimestamp(from);
      await expect(vault.connect(signers.stranger).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(1n, true);
    });

    it("E-15 lets anybody close an epoch from its deadline on, though strangers may trade only later", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers } = fixture;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      await vault.connect(signers.guardian).pauseTrading();
      const { deadline } = await vault.epoch();
      expect(await vault.fallbackFrom()).to.be.greaterThan(deadline);
      const close = () => vault.connect(signers.stranger).closeEpoch();
      await networkHelpers.time.setNextBlockTimestamp(deadline - 1n);
      await expect(close()).to.be.revertedWithCustomError(vault, "MissingRole");
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(close()).to.emit(vault, "EpochClosed").withArgs(1n, true);
    });

    it("wants an epoch", async () => {
      const { vault } = use();
      await expect(vault.closeEpoch()).to.be.revertedWithCustomError(vault, "NoOpenEpoch");
    });

    it("E-9 does not close one that has not arrived, until its deadline has passed", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers } = fixture;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
      const { deadline } = await vault.epoch();
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
      await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
      await expect(vault.connect(signers.stranger).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(1n, false);
    });

    it("E-9 records an epoch that arrived as settled, however late it is closed", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers } = fixture;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      await networkHelpers.time.increase(30n * DAY);
      await expect(vault.connect(signers.stranger).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(1n, true);
    });

    it("E-9 is settled with a component below its target once no USDC is left to buy it with, and not before", async () => {
      const fixture = use();
      const { vault, usdc, signers, market, ethers, networkHelpers } = fixture;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
      const hostile = await ethers.deployContract("HostileExecutor");
      const [components, units] = await vault.basket(1n);
      const [supply, cash] = [await vault.totalSupply(), await usdc.getAddress()];
      const targets = units.map((unit) => (unit * supply) / UNIT_SCALE);
      const cashAt = components.indexOf(cash);
      const short = market.names.get("delta")!.token;
      const given = targets.map(
        (target, i) => target - (components[i] === short ? 120n * 10n ** 24n : 0n),
      ); // $180 less
      /** Buys all of it, and leaves `left` {usdc} above the target of USDC. */
      const buy = async (left: bigint): Promise<void> => {
        const spent = (await usdc.balanceOf(vault)) - targets[cashAt] - left;
        const deliveries = components.map((component, i) =>
          deliverStep(fixture, component, given[i]),
        );
        const steps = [await takeStep(fixture, cash, spent, signers.stranger.address)];
        await vault.connect(signers.keeper).trade({
          epochNumber: 1n,
          executor: hostile,
          sells: [{ position: cashAt, amount: spent }],
          buys: components
            .map((_, position) => ({ position, amount: 2n ** 255n }))
            .toSpliced(cashAt, 1),
          data: encodeSteps([...steps, ...(await Promise.all(deliveries.toSpliced(cashAt, 1)))]),
        });
      };
      const tolerance = (targets[cashAt] * 2n) / 100n;
      const snapshot = await networkHelpers.takeSnapshot();
      await buy(tolerance + 1n);
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
      await snapshot.restore();
      await buy(tolerance);
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(1n, true);
    });

    it("E-9 never changes the list", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      const before = await vault.basket(1n);
      await vault.connect(signers.keeper).closeEpoch();
      expect(await vault.basketId()).to.equal(1n);
      expect(await vault.basket(1n)).to.deep.equal(before);
    });
  });

  describe("of a leaver", () => {
    const use = useFixture(settledFixture);

    /** Where delta stands: 5 bps of NAV are more than a quarter of its target, a thousandth of NAV. */
    async function leaver() {
      const fixture = use();
      const { vault, market, oracle } = fixture;
      const { token } = market.names.get("delta")!;
      const position = await positionOf(vault, token);
      const [, units] = await vault.basket(2n);
      const supply = await vault.totalSupply();
      const target = (units[position] * supply) / UNIT_SCALE;
      const { budgetNavPerShare } = await vault.epoch();
      const full =
        (budgetNavPerShare * WAD * 10n ** 36n) /
        (await oracle.getQuote(10n ** 36n, token, US_DOLLAR));
      const tolerance = (((full * 25n) / 100_000n) * supply) / UNIT_SCALE;
      return {
        fixture,
        token,
        position,
        target,
        tolerance,
        held: (await vault.holdings())[position],
      };
    }

    it("E-9 wants every component but USDC within its tolerance from above, at most a quarter of its target, to the unit", async () => {
      const { fixture, token, position, target, tolerance, held } = await leaver();
      const { vault, signers, usdc, ethers, networkHelpers } = fixture;
      expect(tolerance).to.be.within(target / 4n - 1n, target / 4n + 1n);
      const hostile = await ethers.deployContract("HostileExecutor");
      /** Sells until `left` is left. */
      const sellTo = async (left: bigint): Promise<void> => {
        const sold = held - left;
        const steps = [
          await takeStep(fixture, token, sold, signers.stranger.address),
          await deliverStep(fixture, await usdc.getAddress(), (sold * 3n) / (2n * 10n ** 18n)),
        ];
        await vault.connect(signers.keeper).trade({
          epochNumber: 2n,
          executor: hostile,
          sells: [{ position, amount: sold }],
          buys: [{ position: await positionOf(vault, usdc), amount: 2n ** 255n }],
          data: encodeSteps(steps),
        });
      };
      const snapshot = await networkHelpers.takeSnapshot();
      await sellTo(target + tolerance + 1n);
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.be.revertedWithCustomError(vault, "EpochNotSettled")
        .withArgs(token, target + tolerance + 1n, target, tolerance);
      await snapshot.restore();
      await sellTo(target + tolerance);
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(2n, true);
    });

    it("E-9 is settled when all that is left above its target is within tolerance, and below it too", async () => {
      const { fixture } = await leaver();
      const { vault, signers } = fixture;
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      await vault.connect(signers.keeper).closeEpoch();
    });

    it("E-9 is not delayed by a donation of dust", async () => {
      const { fixture, token, target, tolerance } = await leaver();
      const { vault, signers, ethers } = fixture;
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      const delta = await ethers.getContractAt("MockERC20", token);
      const room = target + tolerance - (await delta.balanceOf(vault));
      const snapshot = await fixture.networkHelpers.takeSnapshot();
      await delta.mint(vault, room);
      await vault.connect(signers.keeper).closeEpoch();
      await snapshot.restore();
      await delta.mint(vault, room + 1n);
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
    });
  });

  describe("of purchases", () => {
    const use = useFixture(basketFixture);

    it("E-9 is settled with components below their targets only when no USDC is left to buy with", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers, market, usdc } = fixture;
      await networkHelpers.time.increase(7n * DAY);
      await moveMarket(market, ROWS);
      await vault.connect(signers.strategist).startEpoch(
        await epochOrder(fixture, {
          ...WEIGHTS,
          alpha: (WAD * 20n) / 100n,
          beta: (WAD * 20n) / 100n,
        }),
      );
      // Alpha and beta are 5 % below their targets, and USDC has 2.7 % of NAV more than its own.
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
      const cash = await positionOf(vault, usdc);
      const [, units] = await vault.basket(2n);
      const supply = await vault.totalSupply();
      expect((await vault.holdings())[cash] > (units[cash] * supply) / UNIT_SCALE).to.equal(true);
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      await vault.connect(signers.keeper).closeEpoch();
    });
  });

  describe("of components that misbehave", () => {
    const use = useFixture(oddFixture);

    it("E-9 is not settled while a component that is to be traded cannot be read", async () => {
      const { vault, odd, other, callback, usdc, signers, at, ethers } = use();
      for (const token of [odd, other]) await token.seize(vault, await token.balanceOf(vault));
      // What is left of the third is sold at a fair price.
      const held = await callback.balanceOf(vault);
      const hostile = await ethers.deployContract("HostileExecutor");
      await vault.connect(signers.keeper).trade({
        epochNumber: 1n,
        executor: hostile,
        sells: [{ position: at.callback, amount: held }],
        buys: [{ position: at.usdc, amount: 2n ** 255n }],
        data: encodeSteps([
          await takeStep(use(), await callback.getAddress(), held, signers.stranger.address),
          await deliverStep(use(), await usdc.getAddress(), held / 10n ** 12n + 1n),
        ]),
      });
      await odd.setReadFault(READ.revert);
      await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
      await odd.setReadFault(READ.none);
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(1n, true);
    });
  });
});

import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { encodeLegs, epochOrder, fullTrade, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { valueOf } from "../fixtures/valueOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import type { TradeExecutedEvent } from "../../types/contracts/IndexVault.js";

const STALE = 2n;
const ALL = 2n ** 255n;

/** The index on the first day of its first epoch: all in USDC, a fifth to be in each of five components but one. */
async function openFixture() {
  const fixture = await indexFixture();
  const { vault, signers } = fixture;
  await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
  return fixture;
}

/** The index in its second epoch, which sells half of alpha and a part of beta for gamma and delta. */
async function rebalancingFixture() {
  const fixture = await basketFixture();
  const { vault, signers, networkHelpers, market } = fixture;
  await networkHelpers.time.increase(7n * DAY);
  await moveMarket(market, ROWS);
  const weights = {
    ...WEIGHTS,
    alpha: WAD / 10n,
    beta: (WAD * 16n) / 100n,
    gamma: WAD / 4n,
    delta: WAD / 4n,
  };
  await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
  return fixture;
}

/** Both sides of the trade that a transaction executed. */
async function executedIn(
  { vault }: IndexFixture,
  sent: Promise<ContractTransactionResponse>,
): Promise<TradeExecutedEvent.OutputObject> {
  const { blockNumber } = (await (await sent).wait())!;
  const [log] = await vault.queryFilter(vault.filters.TradeExecuted, blockNumber, blockNumber);
  return log.args;
}

describe("IndexVault.trade", () => {
  describe("in the first epoch", () => {
    const use = useFixture(openFixture);
    const trade = () => use().vault.connect(use().signers.keeper).trade;

    it("E-3 E-5 buys the basket through real pools, none above its target", async () => {
      const fixture = use();
      const { vault, usdc } = fixture;
      const supply = await vault.totalSupply();
      await trade()(await fullTrade(fixture));

      const [components, units] = await vault.basket(1n);
      const held = await balancesOf(fixture, vault);
      for (const [i, component] of components.entries()) {
        const target = (units[i] * supply) / UNIT_SCALE;
        if (component === usdc.target) expect(held[i] >= target).to.equal(true);
        else expect(held[i], `component ${i}`).to.be.within((target * 98n) / 100n, target);
      }
    });

    it("G-2 records what moved and what the oracle says of it", async () => {
      const fixture = use();
      const { vault, usdc, executor, signers } = fixture;
      const [components] = await vault.basket(1n);
      const before = await balancesOf(fixture, vault);
      const order = await fullTrade(fixture);
      const {
        epoch,
        caller,
        executor: by,
        sold,
        bought,
      } = await executedIn(fixture, trade()(order));
      const after = await balancesOf(fixture, vault);

      expect([epoch, caller, by]).to.deep.equal([1n, signers.keeper.address, executor.target]);
      expect(sold.map(({ component }) => component)).to.deep.equal([usdc.target]);
      for (const { component, amount, value } of sold) {
        const i = components.indexOf(component);
        expect(amount).to.equal(before[i] - after[i]);
        expect(value).to.equal((await valueOf(fixture, component, amount)) + 1n);
      }
      expect(bought.length).to.equal(6);
      for (const { component, amount, value } of bought) {
        const i = components.indexOf(component);
        expect(amount).to.equal(component === usdc.target ? 0n : after[i] - before[i]);
        expect(value).to.equal(amount === 0n ? 0n : await valueOf(fixture, component, amount));
      }
    });

    it("E-7 leaves no allowance of the vault to anybody", async () => {
      const fixture = use();
      const { vault, market, executor, signers, ethers } = fixture;
      await trade()(await fullTrade(fixture));
      const [components] = await vault.basket(1n);
      const spenders = [
        executor.target,
        signers.keeper.address,
        ...[...market.names.values()].map(({ pool }) => pool),
      ];
      for (const component of components) {
        const token = await ethers.getContractAt("MockERC20", component);
        for (const spender of spenders) expect(await token.allowance(vault, spender)).to.equal(0n);
      }
    });

    it("R-1 leaves nothing with the executor", async () => {
      const fixture = use();
      await trade()(await fullTrade(fixture));
      expect(await balancesOf(fixture, fixture.executor)).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n]);
    });

    it("A-2 takes orders of the keeper alone, and not while the guardian blocks him", async () => {
      const fixture = use();
      const { vault, signers, ethers } = fixture;
      const order = await fullTrade(fixture);
      for (const account of [
        signers.strategist,
        signers.guardian,
        signers.admin,
        signers.deployer,
        signers.alice,
      ]) {
        await expect(vault.connect(account).trade(order))
          .to.be.revertedWithCustomError(vault, "MissingRole")
          .withArgs(account, ethers.id("KEEPER_ROLE"));
      }
      await vault.connect(signers.guardian).blockSigner(signers.keeper);
      await expect(trade()(order))
        .to.be.revertedWithCustomError(vault, "SignerIsBlocked")
        .withArgs(signers.keeper);
    });

    it("A-3 is stopped by a pause of trading, which ends by itself", async () => {
      const fixture = use();
      const { vault, signers, networkHelpers } = fixture;
      const order = await fullTrade(fixture);
      await vault.connect(signers.guardian).pauseTrading();
      const until = BigInt(await networkHelpers.time.latest()) + 14n * DAY;
      await expect(trade()(order))
        .to.be.revertedWithCustomError(vault, "TradingIsPaused")
        .withArgs(until);
      await networkHelpers.time.setNextBlockTimestamp(until - 1n);
      await expect(trade()(order))
        .to.be.revertedWithCustomError(vault, "TradingIsPaused")
        .withArgs(until);
      await networkHelpers.time.setNextBlockTimestamp(until);
      await expect(trade()(order)).to.be.revertedWithCustomError(vault, "EpochExpired");
    });

    it("V-12 E-8 honours the epoch's number and deadline", async () => {
      const fixture = use();
      const { vault, networkHelpers } = fixture;
      const order = await fullTrade(fixture);
      for (const epochNumber of [0n, 2n]) {
        await expect(trade()({ ...order, epochNumber }))
          .to.be.revertedWithCustomError(vault, "EpochMismatch")
          .withArgs(epochNumber, 1n);
      }
      const { deadline } = await vault.epoch();
      await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
      await expect(trade()(order))
        .to.be.revertedWithCustomError(vault, "EpochExpired")
        .withArgs(deadline);
    });

    it("trades until the last second of the deadline", async () => {
      const fixture = use();
      const { vault, networkHelpers, market } = fixture;
      const order = await fullTrade(fixture);
      const { deadline } = await vault.epoch();
      await networkHelpers.time.setNextBlockTimestamp(deadline - 60n);
      await moveMarket(market, ROWS);
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await trade()(order);
    });

    it("wants an open epoch", async () => {
      const fixture = use();
      const { vault } = fixture;
      const order = await fullTrade(fixture);
      await trade()(order);
      await vault.connect(fixture.signers.keeper).closeEpoch();
      await expect(trade()(order)).to.be.revertedWithCustomError(vault, "NoOpenEpoch");
    });

    it("E-8 wants positions of the basket, in ascending order, none twice", async () => {
      const fixture = use();
      const { vault } = fixture;
      const order = await fullTrade(fixture);
      const at = (...positions: bigint[]) =>
        positions.map((position) => ({ position, amount: 1n }));
      for (const [positions, offender] of [
        [at(6n), 6n],
        [at(0n, 0n), 0n],
        [at(2n, 1n), 1n],
        [at(2n ** 256n - 1n), 2n ** 256n - 1n],
      ] as const) {
        for (const sides of [{ sells: positions }, { buys: positions }]) {
          const usdcAt = await positionOf(vault, fixture.usdc);
          const sells = at(BigInt(usdcAt));
          await expect(trade()({ ...order, sells, ...sides }))
            .to.be.revertedWithCustomError(vault, "PositionsNotAscending")
            .withArgs(offender);
        }
      }
    });

    it("wants something on either side, and something moved", async () => {
      const fixture = use();
      const { vault } = fixture;
      const order = await fullTrade(fixture);
      await expect(trade()({ ...order, sells: [] })).to.be.revertedWithCustomError(
        vault,
        "EmptyTrade",
      );
      await expect(trade()({ ...order, buys: [] })).to.be.revertedWithCustomError(
        vault,
        "EmptyTrade",
      );
      await expect(trade()({ ...order, data: encodeLegs([]) })).to.be.revertedWithCustomError(
        vault,
        "NothingTraded",
      );
    });

    it("wants an executor with code, and one that is an executor", async () => {
      const fixture = use();
      const { vault, usdc, signers, ethers } = fixture;
      const order = await fullTrade(fixture);
      for (const executor of [signers.keeper.address, usdc.target, vault.target] as string[]) {
        await expect(trade()({ ...order, executor })).to.revert(ethers);
      }
    });

    it("skips a leg that fails, which costs nothing, and does the others", async () => {
      const fixture = use();
      const { vault, executor, market, ethers } = fixture;
      const impostor = await ethers.deployContract("HostilePool");
      await impostor.arm(vault, "0x12345678", 0n, 0n, false);
      const order = await fullTrade(fixture);
      const legs = ethers.AbiCoder.defaultAbiCoder().decode(
        [
          "tuple(address pool,uint256 sell,uint256 buy,uint256 amount,bool exactOutput,uint160 limit)[]",
        ],
        order.data,
      )[0] as {
        pool: string;
        sell: bigint;
        buy: bigint;
        amount: bigint;
        exactOutput: boolean;
        limit: bigint;
      }[];
      const alpha = market.names.get("alpha")!;
      const index = legs.findIndex(({ pool }) => pool === alpha.pool);
      const data = encodeLegs(
        legs.map((leg) => ({
          pool: leg.pool === alpha.pool ? (impostor.target as string) : leg.pool,
          sell: leg.sell,
          buy: leg.buy,
          amount: leg.amount,
          exactOutput: leg.exactOutput,
          zeroForOne: leg.limit < 2n ** 96n,
        })),
      );
      await expect(trade()({ ...order, data }))
        .to.emit(executor, "LegSkipped")
        .withArgs(vault, index, impostor);
      const held = await balancesOf(fixture, vault);
      const at = await positionOf(vault, alpha.token);
      expect(held[at]).to.equal(0n);
      expect(held.filter((amount) => amount > 0n).length).to.equal(5);
    });

    it("E-8 trades no component without a live price", async () => {
      const fixture = use();
      const { market, ethers, oracle } = fixture;
      const order = await fullTrade(fixture);
      const { aggregator } = market.names.get("alpha")!;
      await (await ethers.getContractAt("MockAggregator", aggregator)).setFault(STALE);
      await expect(trade()(order)).to.be.revertedWithCustomError(oracle, "PriceStale");
    });

    it("E-3 refuses pools that stand too far from the live prices", async () => {
      const fixture = use();
      const { vault, market, ethers } = fixture;
      const order = await fullTrade(fixture);
      for (const { aggregator } of market.names.values()) {
        const feed = await ethers.getContractAt("MockAggregator", aggregator);
        await feed.setAnswer(((await feed.answer()) * 96n) / 100n);
      }
      const before = await balancesOf(fixture, vault);
      await expect(trade()(order)).to.be.revertedWithCustomError(vault, "InsufficientValue");
      expect(await balancesOf(fixture, vault)).to.deep.equal(before);
    });

    it("buys no component that was frozen or restricted since the epoch began", async () => {
      const fixture = use();
      const { vault, registry, market, signers, networkHelpers } = fixture;
      const { token } = market.names.get("alpha")!;
      const order = await fullTrade(fixture);
      for (const tighten of ["freeze", "restrict"] as const) {
        const snapshot = await networkHelpers.takeSnapshot();
        await registry.connect(signers.guardian)[tighten](token);
        await expect(trade()(order))
          .to.be.revertedWithCustomError(vault, "ComponentNotTradeable")
          .withArgs(token);
        await snapshot.restore();
      }
    });
  });

  describe("in a later epoch", () => {
    const use = useFixture(rebalancingFixture);
    const trade = () => use().vault.connect(use().signers.keeper).trade;

    it("E-5 E-9 lets sales pay for purchases, and arrives", async () => {
      const fixture = use();
      const { vault, market } = fixture;
      const { sold, bought } = await executedIn(fixture, trade()(await fullTrade(fixture)));
      const named = (list: TradeExecutedEvent.OutputObject["sold"]) =>
        list.filter(({ amount }) => amount > 0n).map(({ component }) => component);
      const token = (id: string): string => market.names.get(id)!.token;
      expect(named(sold)).to.include.members([token("alpha"), token("beta")]);
      expect(named(bought)).to.include.members([token("gamma"), token("delta")]);
      await expect(vault.connect(fixture.signers.keeper).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(2n, true);
    });

    it("E-5 sells nothing below its target, whatever amounts are given", async () => {
      const fixture = use();
      const { vault, market, usdc, executor } = fixture;
      const alpha = market.names.get("alpha")!;
      const [at, usdcAt] = [await positionOf(vault, alpha.token), await positionOf(vault, usdc)];
      const [, units] = await vault.basket(2n);
      const target = (units[at] * (await vault.totalSupply()) + UNIT_SCALE - 1n) / UNIT_SCALE;
      const leg = { pool: alpha.pool, sell: 0n, buy: 0n, amount: ALL - 1n, exactOutput: false };
      await trade()({
        epochNumber: 2n,
        executor,
        sells: [{ position: at, amount: ALL }],
        buys: [{ position: usdcAt, amount: ALL }],
        data: encodeLegs([{ ...leg, zeroForOne: alpha.tokenIsToken0 }]),
      });
      expect((await vault.holdings())[at]).to.equal(target);
    });

    it("E-5 buys nothing above its target, whatever amounts are given", async () => {
      const fixture = use();
      const { vault, market, usdc, executor } = fixture;
      const gamma = market.names.get("gamma")!;
      const [at, usdcAt] = [await positionOf(vault, gamma.token), await positionOf(vault, usdc)];
      await usdc.mint(vault, 5_000n * 10n ** 6n);
      const [, units] = await vault.basket(2n);
      const target = (units[at] * (await vault.totalSupply())) / UNIT_SCALE;
      const leg = { pool: gamma.pool, sell: 0n, buy: 0n, amount: ALL - 1n, exactOutput: true };
      await trade()({
        epochNumber: 2n,
        executor,
        sells: [{ position: usdcAt, amount: ALL }],
        buys: [{ position: at, amount: ALL }],
        data: encodeLegs([{ ...leg, zeroForOne: !gamma.tokenIsToken0 }]),
      });
      expect((await vault.holdings())[at]).to.equal(target);
    });

    it("sells a component that was restricted since the epoch began, and none that was frozen", async () => {
      const fixture = use();
      const { vault, registry, market, signers } = fixture;
      const { token } = market.names.get("alpha")!;
      const order = await fullTrade(fixture);
      const snapshot = await fixture.networkHelpers.takeSnapshot();
      await registry.connect(signers.guardian).freeze(token);
      await expect(trade()(order))
        .to.be.revertedWithCustomError(vault, "ComponentNotTradeable")
        .withArgs(token);
      await snapshot.restore();
      await registry.connect(signers.guardian).restrict(token);
      await trade()(order);
    });

    for (const [what, share] of [
      ["redeemed a third", 330n],
      ["redeemed all that can be", 990n],
    ] as const) {
      it(`E-10 is valid as planned after somebody ${what}`, async () => {
        const fixture = use();
        const { vault, signers } = fixture;
        const order = await fullTrade(fixture);
        await vault.connect(signers.alice).redeem(share * WAD, signers.alice, signers.alice);
        await trade()(order);
        expect((await vault.epoch()).open).to.equal(true);
      });
    }

    it("E-10 is valid as planned after somebody issued", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const order = await fullTrade(fixture);
      const amounts = await deliver(fixture, signers.bob, 700n * WAD);
      await vault.connect(signers.bob).issue(700n * WAD, signers.bob, 2n, amounts);
      await trade()(order);
    });

    it("E-10 moves nobody's per-share holdings but by the trade itself, whoever came and went before", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      const [, units] = await vault.basket(2n);
      await vault.connect(signers.alice).redeem(500n * WAD, signers.alice, signers.alice);
      await trade()(await fullTrade(fixture));
      const supply = await vault.totalSupply();
      const at = await positionOf(vault, fixture.market.names.get("alpha")!.token);
      expect((await vault.holdings())[at]).to.equal(
        (units[at] * supply + UNIT_SCALE - 1n) / UNIT_SCALE,
      );
    });
  });

  describe("in an epoch that carries a component", () => {
    const use = useFixture(basketFixture);

    it("E-2 neither sells nor buys it", async () => {
      const fixture = use();
      const { vault, registry, signers, networkHelpers, market, usdc, executor } = fixture;
      await networkHelpers.time.increase(7n * DAY);
      await moveMarket(market, ROWS);
      const { token } = market.names.get("alpha")!;
      await registry.connect(signers.guardian).freeze(token);
      await vault
        .connect(signers.strategist)
        .startEpoch(await epochOrder(fixture, { ...WEIGHTS, alpha: 0n, gamma: WAD / 4n }));
      const position = await positionOf(vault, token);
      const side = [{ position, amount: 1n }];
      const cash = [{ position: await positionOf(vault, usdc), amount: 1n }];
      const order = { epochNumber: 2n, executor, data: encodeLegs([]) };
      for (const sides of [
        { sells: side, buys: cash },
        { sells: cash, buys: side },
      ]) {
        await expect(vault.connect(signers.keeper).trade({ ...order, ...sides }))
          .to.be.revertedWithCustomError(vault, "ComponentCarried")
          .withArgs(token);
      }
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    });
  });
});

import { expect } from "chai";

import { addUniswapV4, FEE, TICK_SPACING } from "../fixtures/addUniswapV4.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { encodeLegsV4, noLimit } from "../fixtures/encodeLegsV4.ts";
import type { Step } from "../fixtures/hostileRoute.ts";
import { encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import type { OddFixture } from "../fixtures/oddFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { usd } from "../market/usd.ts";

const ALL = 2n ** 255n;
const ONE = 10n ** 18n; // {odd}, {callback}
const DOLLAR = 10n ** 6n; // {usdc}, {other}
const TRANSACTION_GAS_CAP = 2n ** 24n; // {gas}

type Name = "odd" | "other" | "callback" | "usdc";

/** The index of odd tokens, all of which are for sale, beside Uniswap v4 with a pool of each against USDC. */
async function hostileFixture() {
  const fixture = await oddFixture();
  const { vault, signers, at, components } = fixture;
  const uniswap = await addUniswapV4(fixture);
  for (const [name, tokenDecimals] of [
    ["odd", 18],
    ["other", 6],
    ["callback", 18],
  ] as const)
    await uniswap.openPool({ token: components[at[name]], tokenDecimals, price: usd("1") });

  const tokenOf = (name: Name): string => components[at[name]];
  /** Legs of exact input, each from one component to another. */
  const tradeOnly = async (
    sells: readonly Name[],
    buys: readonly Name[],
    legs: readonly (readonly [from: Name, to: Name, amount: bigint])[],
  ) => {
    const ascending = (names: readonly Name[]) => names.toSorted((a, b) => at[a] - at[b]);
    const [sold, bought] = [ascending(sells), ascending(buys)];
    const rows = legs.map(([from, to, amount]) => ({
      fee: FEE,
      tickSpacing: TICK_SPACING,
      sell: BigInt(sold.indexOf(from)),
      buy: BigInt(bought.indexOf(to)),
      amount,
      exactOutput: false,
      limit: noLimit(tokenOf(from), tokenOf(to)),
    }));
    const sides = (names: readonly Name[]) =>
      names.map((name) => ({ position: BigInt(at[name]), amount: ALL }));
    return vault.connect(signers.keeper).trade(
      {
        epochNumber: (await vault.epoch()).number,
        executor: uniswap.executorV4,
        sells: sides(sold),
        buys: sides(bought),
        data: encodeLegsV4(rows),
      },
      { gasLimit: TRANSACTION_GAS_CAP },
    );
  };
  /** The same with USDC on both sides. */
  const trade: typeof tradeOnly = (sells, buys, legs) =>
    tradeOnly([...sells, "usdc"], [...buys, "usdc"], legs);
  return { ...fixture, ...uniswap, tokenOf, tradeOnly, trade };
}

/** A week later: an epoch that wants so many percent of the odd tokens, and all else in USDC. */
async function want(
  fixture: OddFixture,
  percents: Readonly<Partial<Record<Name, bigint>>>,
): Promise<void> {
  const { vault, signers, networkHelpers, market, at, components, ethers, registry } = fixture;
  await networkHelpers.time.increase(7n * DAY);
  await moveMarket(market, ROWS);
  const { feed } = await registry.feedOf(components[at.odd]);
  await (await ethers.getContractAt("MockAggregator", feed)).setAnswer(10n ** 8n);
  const weights = components.map(() => 0n);
  for (const [name, percent] of Object.entries(percents))
    weights[at[name as Name]] = (WAD * percent) / 100n;
  weights[at.usdc] = WAD - weights.reduce((sum, weight) => sum + weight, 0n);
  const order = await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear });
  await vault.connect(signers.strategist).startEpoch(order);
  // Of what has 30 %, which is $3,000, a third is lacking.
  await networkHelpers.impersonateAccount(vault.target as string);
  await networkHelpers.setBalance(vault.target as string, WAD);
  const owner = await ethers.getSigner(vault.target as string);
  for (const token of [fixture.odd, fixture.callback]) {
    if (percents[token === fixture.odd ? "odd" : "callback"] !== 30n) continue;
    const excess = (await token.balanceOf(vault)) - 2_000n * ONE;
    await token.connect(owner).transfer(signers.stranger, excess);
  }
}

describe("UniswapV4Executor with hostile components", () => {
  const use = useFixture(hostileFixture);

  const SALES = [
    ["other", "usdc", 100n * DOLLAR],
    ["odd", "usdc", 100n * ONE],
    ["callback", "usdc", 100n * ONE],
  ] as const;

  /** All three are sold; those in `lost` are skipped, and cost nothing. */
  async function sellAll(lost: readonly Name[]) {
    const fixture = use();
    const { vault, executorV4, trade, usdc, components, signers } = fixture;
    const before = await balancesOf(fixture, vault, components);
    const [strange, dollars] = [
      await balancesOf(fixture, signers.stranger, components),
      await usdc.balanceOf(vault),
    ];
    const transaction = await trade(["other", "odd", "callback"], [], SALES);
    const after = await balancesOf(fixture, vault, components);
    for (const [i, [name, , amount]] of SALES.entries()) {
      const sold = before[fixture.at[name]] - after[fixture.at[name]];
      expect(sold, name).to.equal(lost.includes(name) ? 0n : amount);
      if (lost.includes(name))
        await expect(transaction).to.emit(executorV4, "LegSkipped").withArgs(vault, i);
    }
    const gained = (await usdc.balanceOf(vault)) - dollars;
    const each = BigInt(3 - lost.length) * 100n * DOLLAR;
    expect(gained > (each * 99n) / 100n && gained < each, `${gained}`).to.equal(true);
    expect(await balancesOf(fixture, executorV4, components)).to.deep.equal([0n, 0n, 0n, 0n]);
    expect(await balancesOf(fixture, signers.stranger, components)).to.deep.equal(strange);
    return transaction;
  }

  it("E-6 does all legs while everybody behaves", async () => {
    await sellAll([]);
  });

  for (const fault of [
    "revert",
    "returnFalse",
    "returnFalseAndMoveHalf",
    "burnGas",
    "revertBomb",
    "fee",
    "pause",
  ] as const) {
    it(`E-6 skips a sale of a component whose transfer does this: ${fault}`, async () => {
      await use().odd.setTransferFault(TRANSFER[fault]);
      await sellAll(["odd"]);
    });
  }

  it("E-6 skips a sale of a component that burns all gas where the manager's balance is read", async () => {
    const { odd, poolManager } = use();
    await odd.setBurnedAt(poolManager);
    await odd.setReadFault(READ.burnGas);
    const { gasUsed } = (await (await sellAll(["odd"])).wait())!;
    expect(gasUsed, "{gas}").to.be.lessThan(3_500_000n); // a leg's 2 M and what the others need
  });

  /** A contract, and the call that has it do `steps`. */
  async function accompliceFor(steps: readonly Step[]): Promise<readonly [string, string]> {
    const accomplice = await use().ethers.deployContract("HostileExecutor");
    const data = accomplice.interface.encodeFunctionData("execute", [[], [], encodeSteps(steps)]);
    return [await accomplice.getAddress(), data];
  }
  /** Has the token call a contract that does `steps` whenever it has moved. */
  async function whenItMoves(...steps: readonly Step[]): Promise<void> {
    await use().callback.arm(...(await accompliceFor(steps)));
  }
  const managerStep = (name: string, ...inputs: readonly unknown[]): Step => ({
    target: use().poolManager,
    data: use().manager.interface.encodeFunctionData(name as "settle", inputs as never),
  });
  const mintStep = (name: Name, amount: bigint): Step => ({
    target: use().tokenOf(name),
    data: use().usdc.interface.encodeFunctionData("mint", [use().poolManager, amount]),
  });
  const creditStep = (): Step => ({
    target: use().poolManager,
    data: new (use().ethers.Interface)(["function settleFor(address)"]).encodeFunctionData(
      "settleFor",
      [use().executorV4.target],
    ),
  });

  it("E-6 skips a component that takes from the manager on its own account while it is unlocked", async () => {
    const { tokenOf, signers } = use();
    await whenItMoves(managerStep("take", tokenOf("usdc"), signers.stranger.address, 5n * DOLLAR));
    await sellAll(["callback"]);
  });

  it("E-6 skips a component that credits the executor with another currency, so that its books do not close", async () => {
    const { tokenOf } = use();
    await whenItMoves(managerStep("sync", tokenOf("other")), mintStep("other", 1n), creditStep());
    await sellAll(["callback"]);
  });

  it("E-6 skips a component that credits the executor with USDC", async () => {
    const { tokenOf } = use();
    await whenItMoves(managerStep("sync", tokenOf("usdc")), mintStep("usdc", 7n), creditStep());
    await sellAll(["callback"]);
  });

  /** Has the token credit the executor with USDC, and nothing else look otherwise, before it moves. */
  async function creditsBefore(amount: bigint): Promise<void> {
    const { callback, tokenOf } = use();
    const steps = [
      managerStep("sync", tokenOf("usdc")),
      mintStep("usdc", amount),
      creditStep(),
      managerStep("sync", tokenOf("callback")),
    ];
    await callback.armBefore(...(await accompliceFor(steps)));
  }

  it("E-6 hands the vault the USDC that a component credits the executor with, to the unit", async () => {
    const { networkHelpers, usdc, vault } = use();
    const before = await networkHelpers.takeSnapshot();
    await sellAll([]);
    const dollars = await usdc.balanceOf(vault);
    await before.restore();
    await creditsBefore(7n);
    await sellAll([]);
    expect(await usdc.balanceOf(vault)).to.equal(dollars + 7n);
  });

  it("E-6 does the legs after a component has credited the executor, down to nothing owed and below", async () => {
    const fixture = use();
    const { networkHelpers, usdc, vault, executorV4, trade } = fixture;
    await want(fixture, { odd: 30n, other: 20n, callback: 5n });
    await usdc.mint(vault, 5_000n * DOLLAR);
    const dollars = await usdc.balanceOf(vault);
    const sale = ["callback", "usdc", 100n * ONE] as const;
    const before = await networkHelpers.takeSnapshot();
    await trade(["callback"], ["odd"], [sale]);
    const gained = (await usdc.balanceOf(vault)) - dollars;
    await before.restore();

    await creditsBefore(7n);
    const purchases = [gained, 100n * DOLLAR].map((amount) => ["usdc", "odd", amount] as const);
    await expect(trade(["callback"], ["odd"], [sale, ...purchases])).to.not.emit(
      executorV4,
      "LegSkipped",
    );
    expect(await usdc.balanceOf(vault)).to.equal(dollars + 7n - 100n * DOLLAR);
  });

  it("E-6 skips a component that credits the executor with ether, where no USDC is traded", async () => {
    const fixture = use();
    const { networkHelpers, ethers, executorV4, callback, vault, openPair, tokenOf } = fixture;
    await want(fixture, { odd: 30n, callback: 30n });
    for (const name of ["odd", "callback"] as const)
      await openPair(
        { token: tokenOf("other"), tokenDecimals: 6, price: usd("1") },
        { token: tokenOf(name), tokenDecimals: 18, price: usd("1") },
        1_000_000n,
      );
    const legs = [
      ["other", "callback", 100n * DOLLAR],
      ["other", "odd", 100n * DOLLAR],
    ] as const;
    const [accomplice, data] = await accompliceFor([creditStep()]);
    await callback.arm(accomplice, data);
    await networkHelpers.setBalance(accomplice, 1n);
    const held = await callback.balanceOf(vault);
    const transaction = await fixture.tradeOnly(["other"], ["odd", "callback"], legs);
    await expect(transaction).to.emit(executorV4, "LegSkipped").withArgs(vault, 0n);
    const skipped = executorV4.filters.LegSkipped(vault);
    expect(await executorV4.queryFilter(skipped, transaction.blockNumber!)).to.have.length(1);
    expect(await callback.balanceOf(vault)).to.equal(held);
    expect(await ethers.provider.getBalance(accomplice)).to.equal(1n);
  });

  it("E-6 skips a component that has another currency settled in its place", async () => {
    const { tokenOf } = use();
    await whenItMoves(managerStep("sync", tokenOf("other")), mintStep("other", 100n * DOLLAR));
    await sellAll(["callback"]);
  });

  for (const [name, error] of [
    ["execute", "AlreadyExecuting"],
    ["unlockCallback", "UnexpectedCaller"],
    ["swapLeg", "UnexpectedCaller"],
  ] as const) {
    it(`A-1 R-2 is not entered again by a component: ${name}`, async () => {
      const { executorV4, callback, tokenOf, vault } = use();
      const token = tokenOf("callback");
      const inputs = {
        execute: [[], [], encodeLegsV4([])],
        unlockCallback: ["0x"],
        swapLeg: [
          [FEE, TICK_SPACING, 0n, 0n, 1n, false, 1n],
          [vault.target, token, token, 1n, 1n, tokenOf("usdc"), 0n],
        ],
      }[name];
      const { interface: functions } = executorV4;
      await callback.arm(
        executorV4,
        functions.encodeFunctionData(name as "execute", inputs as never),
      );
      const evidence = error === "UnexpectedCaller" ? [callback.target] : [];
      await expect(await sellAll([]))
        .to.emit(callback, "CalledBack")
        .withArgs(executorV4, false, functions.encodeErrorResult(error, evidence));
    });
  }

  it("E-7 lets no component take from the vault in the executor's place", async () => {
    const { vault, callback, tokenOf, signers } = use();
    const { data } = await takeStep(use(), tokenOf("other"), 1n, signers.stranger.address);
    await callback.arm(vault, data);
    const evidence = [callback.target, tokenOf("other"), 1n, 0n];
    await expect(await sellAll([]))
      .to.emit(callback, "CalledBack")
      .withArgs(vault, false, vault.interface.encodeErrorResult("TakeNotAllowed", evidence));
  });

  it("E-6 skips purchases of a component that does not come, and of one that leaves debts", async () => {
    const fixture = use();
    const { vault, odd, callback, executorV4, trade, tokenOf, signers } = fixture;
    await want(fixture, { odd: 30n, callback: 30n });
    const [odds, callbacks] = [await odd.balanceOf(vault), await callback.balanceOf(vault)];
    const legs = [
      ["other", "usdc", 4_000n * DOLLAR],
      ["usdc", "callback", 300n * DOLLAR],
      ["usdc", "odd", 300n * DOLLAR],
    ] as const;
    const before = await fixture.networkHelpers.takeSnapshot();
    await expect(trade(["other"], ["odd", "callback"], legs)).to.not.emit(executorV4, "LegSkipped");
    await before.restore();

    await odd.setTransferFault(TRANSFER.pause);
    await whenItMoves(managerStep("take", tokenOf("usdc"), signers.stranger.address, 1n));
    const transaction = await trade(["other"], ["odd", "callback"], legs);
    for (const i of [1n, 2n])
      await expect(transaction).to.emit(executorV4, "LegSkipped").withArgs(vault, i);
    expect(await odd.balanceOf(vault)).to.equal(odds);
    expect(await callback.balanceOf(vault)).to.equal(callbacks);
  });

  it("E-6 skips a component that pays the USDC that is owed instead of itself", async () => {
    const fixture = use();
    const { vault, callback, executorV4, trade, tokenOf, usdc } = fixture;
    await want(fixture, { odd: 30n, other: 20n, callback: 5n });
    await usdc.mint(vault, 5_000n * DOLLAR);
    const legs = [
      ["usdc", "odd", 300n * DOLLAR],
      ["callback", "usdc", 100n * ONE],
    ] as const;
    const before = await fixture.networkHelpers.takeSnapshot();
    const [dollars, held] = [await usdc.balanceOf(vault), await callback.balanceOf(vault)];
    await trade(["callback"], ["odd"], legs);
    const owed = dollars - (await usdc.balanceOf(vault)); // what is left of it when the sale is over
    await before.restore();

    await whenItMoves(managerStep("sync", tokenOf("usdc")), mintStep("usdc", owed));
    await expect(trade(["callback"], ["odd"], legs))
      .to.emit(executorV4, "LegSkipped")
      .withArgs(vault, 1n);
    expect(await callback.balanceOf(vault)).to.equal(held);
    expect(dollars - (await usdc.balanceOf(vault))).to.equal(300n * DOLLAR);
  });

  it("E-3 leaves it to the vault to judge a component that keeps a part of what it brings", async () => {
    const fixture = use();
    const { vault, odd, executorV4, trade } = fixture;
    await want(fixture, { odd: 30n });
    const held = await odd.balanceOf(vault);
    await odd.setTransferFault(TRANSFER.fee);
    const legs = [
      ["other", "usdc", 400n * DOLLAR],
      ["usdc", "odd", 300n * DOLLAR],
    ] as const;
    await expect(trade(["other"], ["odd"], legs)).to.not.emit(executorV4, "LegSkipped");
    const gained = (await odd.balanceOf(vault)) - held;
    expect(gained > 290n * ONE && gained < 298n * ONE, `${gained}`).to.equal(true);
  });
});

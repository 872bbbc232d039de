import { concat, MaxUint256 } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { deployPeriphery } from "../../deploy/deployPeriphery.ts";
import type { IndexVault } from "../../types/index.js";
import type { BenchRow, OpcodeRow, PairTrade, TimeRow } from "../report/benchReport.ts";
import { checkSwaps } from "./checkSwaps.ts";
import { checkSwapsV4 } from "./checkSwapsV4.ts";
import { createBenchWorld } from "./createBenchWorld.ts";
import type { BenchWorld } from "./createBenchWorld.ts";
import { createMeter } from "./createMeter.ts";
import type { Contest, Meter, MeterOptions } from "./createMeter.ts";
import { floorEntries } from "./floorEntries.ts";
import { measureCall } from "./measureCall.ts";
import { measureConditions } from "./measureConditions.ts";
import { measureQuotes } from "../quote/measureQuotes.ts";
import { measureRouter } from "./measureRouter.ts";
import { openV4Venue } from "./openV4Venue.ts";
import { orderEpoch } from "./orderEpoch.ts";
import type { Tilt } from "./orderEpoch.ts";
import { planBenchTrade } from "./planBenchTrade.ts";
import type { BenchTradeTerms } from "./planBenchTrade.ts";
import { planBenchTradeV4 } from "./planBenchTradeV4.ts";

const WAD = 10n ** 18n;
const USDC = 10n ** 6n;
const DAY = 86_400; // {s}

/** The index that is what our goals are about: under what conditions it costs more, and how long its quotes take. */
const WHOLE = 100; // {components}

const ISSUED = 10n * WAD; // {share}
const REDEEMED = 5n * WAD; // {share} a part of what is held: no balance becomes zero
const PLENTY = 10n ** 24n; // {tok} of a component

const CREATION = {
  name: "Benchmark",
  symbol: "BENCH",
  usdcAmount: 100_000n * USDC,
  sharePrice: 100n * USDC,
  maxStableWeight: WAD / 2n,
  bearAllowed: true,
  minInterval: 6 * DAY,
  lossLimit: (WAD * 3n) / 100n,
  weeklyLossCap: WAD / 100n,
  turnoverLimit: 8n * WAD,
  salt: `0x${"00".repeat(32)}`,
};

/** {bps} What trades buy of what is missing: fees come out of the rest, which stays within the tolerance of a settled epoch. */
const BUY_PART = { first: 9_900n, ofSales: 9_000n, ofLargerSales: 9_200n, pair: 1_000n } as const;

export type IndexMeasures = {
  readonly rows: readonly BenchRow[];
  readonly pair: PairTrade | null;
  readonly opcodes: readonly OpcodeRow[]; // of warm calls, if traced
  readonly times: readonly TimeRow[]; // of a whole index
};

/** Lives through the first weeks of an index of `n` components, with the floor beside it, and measures every call. */
export async function measureIndex(
  environment: HardhatRuntimeEnvironment,
  options: MeterOptions,
): Promise<IndexMeasures> {
  const world = await createBenchWorld(environment, options.n);
  const meter = createMeter(world, options);

  await meter.beginWeek(0);
  const vault = await measureCreation(world, meter);
  await measureStart(world, meter, vault, "first", "none");
  await measureTrade(world, meter, vault, "first", BUY_PART.first);
  await close(world, meter, vault);

  await provide(world, vault);
  await measureIssuance(world, meter, vault);
  await measureCallback(world, meter, vault);
  await measureRedemption(world, meter, vault);

  // Two weeks that no row is about leave every slot of vault and pools written, in both directions.
  for (const [week, tilt, buyPart] of [
    [1, "toSecond", BUY_PART.ofSales],
    [2, "toFirst", BUY_PART.ofLargerSales],
  ] as const) {
    await meter.beginWeek(week);
    const order = await orderEpoch(world, tilt, meter.next() + DAY);
    await meter.mine({
      signer: world.signers.strategist,
      transaction: vault.startEpoch.populateTransaction(order),
    });
    await tradeInParts(world, meter, vault, buyPart);
    await close(world, meter, vault);
  }
  await meter.beginWeek(3);
  await measureStart(world, meter, vault, "warm", "toSecond");
  const pair = await measurePair(world, meter, vault, options.n);
  await measureTradeV4(world, meter, vault, BUY_PART.ofSales);
  await measureTrade(world, meter, vault, "warm", BUY_PART.ofSales);
  const times = await measureExchanges(world, meter, vault, options.n);
  return { rows: meter.rows, pair, opcodes: meter.opcodes, times };
}

/** Purchases and sales for USDC, and their quotes. */
async function measureExchanges(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  n: number,
): Promise<readonly TimeRow[]> {
  const {
    market,
    sheaf,
    connection: { ethers, ignition },
  } = world;
  const weth = await market.weth.getAddress();
  const { router, lens } = await deployPeriphery({
    ethers,
    ignition,
    factory: await sheaf.factory.getAddress(),
    weth,
    poolFactory: await market.factory.getAddress(),
  });
  await measureRouter(world, meter, vault, router);
  if (n !== WHOLE) return [];
  const [provider, index] = [ethers.provider, await vault.getAddress()];
  const times = await measureQuotes(
    { provider, lens: await lens.getAddress(), vault: index, weth },
    n,
  );
  await measureConditions(world, meter, vault, router);
  return times;
}

async function measureCreation(world: BenchWorld, meter: Meter): Promise<IndexVault> {
  const {
    market: { usdc },
    sheaf: { factory },
    signers: { creator },
    connection: { ethers },
  } = world;
  await usdc.mint(creator, 4n * CREATION.usdcAmount);
  await usdc.connect(creator).approve(factory, MaxUint256);
  for (const state of ["first", "warm"] as const) {
    // The same creation needs another salt, as it would have the same address.
    const salt = ethers.toBeHex(state === "first" ? 0 : 1, 32);
    const ours = {
      signer: creator,
      transaction: factory.createIndex.populateTransaction({ ...CREATION, salt }),
    };
    await meter.measure({ work: "createIndex", state, venue: "none" }, { ours });
  }
  await usdc.mint(world.floor, CREATION.usdcAmount);
  return ethers.getContractAt("IndexVault", await factory.indexAt(0));
}

async function measureStart(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  state: BenchRow["state"],
  tilt: Tilt,
): Promise<void> {
  const signer = world.signers.strategist;
  const order = await orderEpoch(world, tilt, meter.next() + DAY);
  const entries = floorEntries(order, await world.market.usdc.getAddress());
  const floor = { signer, transaction: world.floor.start.populateTransaction(entries) };
  const ours = { signer, transaction: vault.startEpoch.populateTransaction(order) };
  await meter.measure({ work: "startEpoch", state, venue: "none" }, { ours, floor });
  await meter.mine(floor);
}

async function measureTrade(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  state: BenchRow["state"],
  buyPart: bigint, // {bps}
): Promise<void> {
  const contest = await contestOfTrade(world, vault, { buyPart });
  const measure = await meter.measure({ work: "trades", state, venue: "v3" }, contest);
  if (measure.gas === null) await tradeInParts(world, meter, vault, buyPart);
}

/** The same trade on Uniswap v4, taken back. */
async function measureTradeV4(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  buyPart: bigint, // {bps}
): Promise<void> {
  const before = await world.connection.networkHelpers.takeSnapshot();
  const venue = await openV4Venue(world);
  const { order, floorLegs, legs } = await planBenchTradeV4(world, venue, vault, { buyPart });
  const signer = world.signers.keeper;
  await meter.measure(
    { work: "trades", state: "warm", venue: "v4" },
    {
      ours: { signer, transaction: vault.trade.populateTransaction(order) },
      floor: { signer, transaction: venue.floor.trade.populateTransaction(floorLegs) },
      check: (measure) => checkSwapsV4(world, measure, legs),
    },
  );
  await before.restore();
}

/** Most legs of one transaction on a side: all of the largest basket's, so that every basket's week is one trade for its budgets. */
const LEGS_PER_SIDE = 50;

/** Trades what is off its target by more than an epoch tolerates, in transactions that fit the cap. */
async function tradeInParts(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  buyPart: bigint,
): Promise<void> {
  for (;;) {
    const { ours, legs, check } = await contestOfTrade(world, vault, {
      buyPart,
      legsPerSide: LEGS_PER_SIDE,
      leastOff: 200n,
    });
    if (legs === 0) return;
    check(await meter.mine(ours));
  }
}

/** {s} After which no trade of the week before lies within seven days any more, in however many parts it was. */
const QUIET = 12 * 3_600;

/**
 * One sale and one purchase, both taken back. At the same time after the last trades in every basket: a limit of seven days
 * in which something is left of last week takes a new slot, and an old one otherwise.
 */
async function measurePair(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  n: number,
): Promise<PairTrade | null> {
  const { ours, floor, check } = await contestOfTrade(world, vault, {
    buyPart: BUY_PART.pair,
    legsPerSide: 1,
  });
  const used: (number | null)[] = [];
  for (const call of [ours, floor]) {
    const before = await world.connection.networkHelpers.takeSnapshot();
    const measure = await measureCall(world, meter.next() + QUIET, call);
    check(measure);
    used.push(measure.gas);
    await before.restore();
  }
  const [gas, floorGas] = used as [number | null, number | null];
  return gas === null || floorGas === null ? null : { n, gas, floor: floorGas };
}

async function contestOfTrade(
  world: BenchWorld,
  vault: IndexVault,
  terms: BenchTradeTerms,
): Promise<Required<Contest> & { readonly legs: number }> {
  const signer = world.signers.keeper;
  const { order, floorLegs, legs } = await planBenchTrade(world, vault, terms);
  return {
    ours: { signer, transaction: vault.trade.populateTransaction(order) },
    floor: { signer, transaction: world.floor.trade.populateTransaction(floorLegs) },
    check: (measure) => checkSwaps(world, measure, legs),
    legs,
  };
}

async function close(world: BenchWorld, meter: Meter, vault: IndexVault): Promise<void> {
  await meter.mine({
    signer: world.signers.keeper,
    transaction: vault.closeEpoch.populateTransaction(),
  });
}

/** Gives the floor and Bob plenty of everything, and lets both take Bob's. */
async function provide(
  { market, floor, signers: { bob }, connection: { ethers } }: BenchWorld,
  vault: IndexVault,
): Promise<void> {
  for (const token of [...market.names.values()]
    .map((name) => name.token)
    .concat(await market.usdc.getAddress())) {
    const component = await ethers.getContractAt("MockERC20", token);
    for (const holder of [floor, bob]) await component.mint(holder, PLENTY);
    for (const spender of [floor, vault]) await component.connect(bob).approve(spender, MaxUint256);
  }
}

/** First: the receiver's first shares. Warm: more of them. */
async function measureIssuance(world: BenchWorld, meter: Meter, vault: IndexVault): Promise<void> {
  const {
    floor: bare,
    signers: { bob: signer },
  } = world;
  const basketId = await vault.basketId();
  for (const state of ["first", "warm"] as const) {
    const maximums = (await vault.previewIssue(ISSUED)).map((amount) => (amount * 101n) / 100n);
    const ours = {
      signer,
      transaction: vault.issue.populateTransaction(ISSUED, signer, basketId, maximums),
    };
    const floor = { signer, transaction: bare.issue.populateTransaction(ISSUED, signer) };
    await meter.measure({ work: "issue", state, venue: "none" }, { ours, floor });
    await meter.mine(floor);
  }
}

/** A contract delivers from what it has, without any allowance. First: the receiver's first shares. Warm: more of them. */
async function measureCallback(world: BenchWorld, meter: Meter, vault: IndexVault): Promise<void> {
  const {
    floor: bare,
    signers: { bob: signer, carol },
    connection: { ethers },
  } = world;
  const payer = await ethers.deployContract("CallbackIssuer");
  const basketId = await vault.basketId();
  const { components } = await vault.basket(basketId);
  for (const token of components) {
    await (await ethers.getContractAt("MockERC20", token)).mint(payer, PLENTY);
  }
  const data = concat(components);
  for (const state of ["first", "warm"] as const) {
    const [ours, floor] = [vault, bare].map((target) => ({
      signer,
      transaction: payer.issue.populateTransaction(target, ISSUED, carol, basketId, data),
    }));
    await meter.measure({ work: "issueCallback", state, venue: "none" }, { ours, floor });
    await meter.mine(floor);
  }
}

/** First: the receiver has never held a component. Warm: he holds all of them. */
async function measureRedemption(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
): Promise<void> {
  const {
    floor: bare,
    signers: { bob: signer, carol },
  } = world;
  const basketId = await vault.basketId();
  for (const [state, receiver] of [
    ["first", carol.address],
    ["warm", signer.address],
  ] as const) {
    const minAmounts = (await vault.previewRedeem(REDEEMED)).map((amount) => (amount * 99n) / 100n);
    const terms = {
      shares: REDEEMED,
      receiver,
      owner: signer.address,
      claimant: receiver,
      basketId,
      minAmounts,
      skip: 0n,
    };
    const ours = { signer, transaction: vault.redeemWith.populateTransaction(terms) };
    const floor = { signer, transaction: bare.redeem.populateTransaction(REDEEMED, receiver) };
    await meter.measure({ work: "redeem", state, venue: "none" }, { ours, floor });
  }
}

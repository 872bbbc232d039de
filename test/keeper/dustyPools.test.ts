import { expect } from "chai";
import { getAddress } from "viem";
import { executePlan } from "@sheaf/keeper/execution/executePlan";
import type { ExecutionReport } from "@sheaf/keeper/execution/executePlan";
import type { Routes } from "@sheaf/sdk/chain/parseRoutes";

import type { PoolMaker } from "../../types/index.js";
import { DECIMALS, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { layDust } from "../fixtures/layDust.ts";
import { openPool } from "../fixtures/openPool.ts";
import { startEpochOf } from "./strangeComponents.ts";
import { weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

const CHEAP = 100; // {1e6} of the tier whose ticks are one apart
const DEPTH = 300_000n; // {usd} on each side
const COUNT = 22; // positions of dust, of two ticks each
const PART = (WAD * 18n) / 100n; // of $10,000
const OTHERS = { beta: PART, gamma: PART };

describe("executePlan, with a pool full of dust", () => {
  let fixture: WeekFixture;
  let cheap: string;
  let maker: PoolMaker;
  let isToken0: boolean;
  beforeEach(async () => {
    fixture = await weekFixture();
    ({ cheap, maker, isToken0 } = await openCheap());
    await startEpochOf(fixture, { ...OTHERS, alpha: PART });
  });

  /** A pool of alpha and USDC at 0.01 %, in which fees have grown, so that each first crossing of a tick writes them. */
  async function openCheap() {
    const { ethers, market, signers, usdc } = fixture;
    const enabling = market.factory.connect(signers.deployer) as typeof market.factory & {
      enableFeeAmount(fee: number, spacing: number): Promise<unknown>;
    };
    await enabling.enableFeeAmount(CHEAP, 1);
    const { token } = market.names.get("alpha")!;
    const { price } = ROWS.find(({ id }) => id === "alpha")!;
    const dollar = { token: await usdc.getAddress(), decimals: 6, price: WAD };
    const priced = { token, decimals: DECIMALS.alpha, price };
    const rich = await ethers.deployContract("PoolMaker", [market.factory]);
    const pool = await openPool(fixture, rich, [priced, dollar], CHEAP, DEPTH);
    const [before] = await slot0(pool);
    await rich.swap(pool, true, 10n ** 9n, before - before / 5_000n);
    const [after] = await slot0(pool);
    await rich.swap(pool, false, 10n ** 9n, after + after / 5_000n);
    return { cheap: pool, maker: rich, isToken0: BigInt(token) < BigInt(dollar.token) };
  }

  async function slot0(pool: string): Promise<readonly [price: bigint, tick: number]> {
    const { ethers } = fixture;
    const read = ["function slot0() view returns (uint160, int24)"];
    const contract = new ethers.Contract(pool, read, ethers.provider);
    const [price, tick] = (await contract.getFunction("slot0")()) as [bigint, bigint];
    return [price, Number(tick)];
  }

  /** Where a purchase of alpha moves the price to. */
  async function lay(): Promise<void> {
    const [, tick] = await slot0(cheap);
    const from = isToken0 ? tick + 2 : tick - 1 - 2 * COUNT;
    await layDust(maker, cheap, { from, spacing: 1, count: COUNT });
  }

  async function run(): Promise<ExecutionReport> {
    const { client, chainId, vault, keeper, executor, lens } = fixture.inputs;
    const alpha = getAddress(fixture.market.names.get("alpha")!.token);
    const [own] = fixture.inputs.routes.get(alpha)!;
    const route = { ...own, pool: getAddress(cheap), fee: BigInt(CHEAP) };
    const routes: Routes = new Map(fixture.inputs.routes).set(alpha, [route]);
    return executePlan({ client, chainId, vault, signer: keeper }, { executor, lens, routes });
  }

  const heldPart = ({ index }: ExecutionReport): bigint => {
    const alpha = getAddress(fixture.market.names.get("alpha")!.token);
    const { held, units } = index.components.find(({ token }) => token === alpha)!;
    return (100n * held * 10n ** 36n) / (units * index.supply); // {%} of the target
  };

  it("buys alpha in one trade while the pool is clean", async () => {
    const report = await run();
    expect([report.trades.length, report.setAside, report.stopped]).to.deep.equal([
      1,
      [],
      "planned out",
    ]);
    expect(heldPart(report) >= 98n).to.equal(true);
  });

  it(`buys $1,800 of it behind ${COUNT} positions of one unit, in legs that fit their gas`, async () => {
    await lay();
    const report = await run();
    expect([report.setAside, report.failedTrades, report.stopped]).to.deep.equal([
      [],
      [],
      "planned out",
    ]);
    expect(report.trades.flatMap(({ failed }) => failed)).to.deep.equal([]);
    expect(heldPart(report) >= 98n, `${heldPart(report)} %`).to.equal(true);
    expect(report.trades.length <= 3, `${report.trades.length} trades`).to.equal(true);
  });
});

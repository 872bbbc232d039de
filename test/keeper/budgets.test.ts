import { expect } from "chai";
import { getAddress } from "viem";
import { executePlan } from "@sheaf/keeper/execution/executePlan";
import { OVER_TIER, OVER_TURNOVER } from "@sheaf/sdk/plan/planTrades";
import type { ExecutionReport } from "@sheaf/keeper/execution/executePlan";
import type { Routes } from "@sheaf/sdk/chain/parseRoutes";

import { moveMarket } from "../../market/moveMarket.ts";
import type { IndexVault } from "../../types/index.js";
import { createIndex } from "../fixtures/createIndex.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import type { ComponentId } from "../fixtures/indexFixture.ts";
import { addStrangers, startEpochOf } from "./strangeComponents.ts";
import { weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

const QUARTER = WAD / 4n;
const USDC = 10n ** 6n;

describe("executePlan, within turnover and tiers", () => {
  let fixture: WeekFixture;
  let vault: IndexVault;
  let routes: Routes;
  beforeEach(async () => {
    fixture = await weekFixture();
    ({ vault } = fixture);
    ({ routes } = fixture.inputs);
  });

  async function run(): Promise<ExecutionReport> {
    const { client, chainId, keeper, executor, lens } = fixture.inputs;
    const address = getAddress(await vault.getAddress());
    return executePlan(
      { client, chainId, vault: address, signer: keeper },
      { executor, lens, routes },
    );
  }

  const start = (weights: Partial<Record<ComponentId, bigint>>): Promise<void> =>
    startEpochOf(fixture, weights, { vault });

  /** A day later, with fresh feeds and pools, and no open epoch. */
  async function nextDay(): Promise<void> {
    await fixture.networkHelpers.time.increase(DAY + 3_600n);
    await moveMarket(fixture.market, ROWS);
    if ((await vault.epoch()).open) await vault.connect(fixture.signers.guardian).closeEpoch();
  }

  const legsOf = ({ trades }: ExecutionReport): number =>
    trades.reduce((sum, { legs }) => sum + legs, 0);
  const reasonsIn = ({ skipped }: ExecutionReport): string[] =>
    [...new Set(skipped.map(({ reason }) => reason))].sort();
  const cash = (): Promise<bigint> => fixture.usdc.balanceOf(vault);

  it("sells as much of an exit as may still be turned over, and says what is left", async () => {
    vault = await createIndex(fixture, {
      turnoverLimit: 2n * WAD,
      minInterval: DAY,
      maxStableWeight: WAD,
    });
    await start({ alpha: QUARTER, beta: QUARTER, gamma: QUARTER, delta: QUARTER });
    expect(legsOf(await run())).to.equal(4);
    await nextDay();
    await start({ alpha: QUARTER, beta: QUARTER, gamma: QUARTER, omega: QUARTER, delta: 0n });
    expect(legsOf(await run())).to.equal(2);
    await nextDay();
    await start({ alpha: 0n, beta: 0n, gamma: 0n, omega: 0n, delta: 0n });
    const left = await vault.turnoverAvailable();
    const exit = await run();
    expect([exit.stopped, reasonsIn(exit), exit.setAside]).to.deep.equal([
      "planned out",
      [OVER_TURNOVER],
      [],
    ]);
    // {usdc} of some 10,000: all but a fiftieth of what was left
    expect(await cash()).to.be.greaterThan((left * 10_000n * USDC * 49n) / (WAD * 50n));
    expect(await vault.turnoverAvailable()).to.be.lessThan(WAD / 1_000n);
  });

  it("sells first and buys with what is left to turn over, if a basket does not fit", async () => {
    const dai = await fixture.ethers.deployContract("OddERC20", [18]);
    ({ routes } = await addStrangers(fixture, [
      {
        id: "dai",
        token: dai,
        terms: {
          stable: true,
          maxWeight: WAD / 2n,
          minAnswer: 95_000_000n,
          maxAnswer: 105_000_000n,
        },
      },
    ]));
    vault = await createIndex(fixture, {
      turnoverLimit: 2n * WAD,
      minInterval: DAY,
      maxStableWeight: WAD,
    });
    await start({ alpha: QUARTER, beta: QUARTER, gamma: QUARTER, delta: QUARTER });
    await run();
    await nextDay();
    await start({ alpha: QUARTER, omega: QUARTER, beta: QUARTER, gamma: QUARTER, delta: 0n });
    await run();
    await nextDay();
    await startEpochOf(
      fixture,
      { alpha: 0n, beta: 0n, gamma: 0n, delta: 0n, omega: QUARTER },
      { vault, tokens: { [getAddress(await dai.getAddress())]: WAD / 2n } },
    );
    const report = await run();
    expect([reasonsIn(report).includes(OVER_TURNOVER), legsOf(report) > 0]).to.deep.equal([
      true,
      true,
    ]);
    expect(await cash()).to.be.greaterThan(4_000n * USDC);
  });

  it("trades every day as much as the seven days before it leave", async () => {
    vault = await createIndex(fixture, { turnoverLimit: 2n * WAD, minInterval: DAY });
    const baskets: Partial<Record<ComponentId, bigint>>[] = [
      { alpha: QUARTER, beta: QUARTER, gamma: QUARTER, delta: QUARTER },
      { alpha: QUARTER, beta: QUARTER, gamma: QUARTER, omega: QUARTER, delta: 0n },
      { alpha: QUARTER, beta: QUARTER, delta: QUARTER, omega: QUARTER, gamma: 0n },
      { beta: QUARTER, gamma: QUARTER, delta: QUARTER, omega: 0n, alpha: QUARTER },
    ];
    const legs: number[] = [];
    for (const [day, basket] of baskets.entries()) {
      if (day > 0) await nextDay();
      await start(basket);
      legs.push(legsOf(await run()));
    }
    expect(legs).to.deep.equal([4, 2, 2, 1]); // at last a part of one sale
  });

  /** Lists a component's tier anew, as the guardian may. */
  async function tighten(id: ComponentId, slippage: bigint): Promise<void> {
    const { registry, market, signers } = fixture;
    const { token } = market.names.get(id)!;
    const { maxWeight, dust } = await registry.component(token);
    const { heartbeat, minAnswer, maxAnswer } = await registry.feedOf(token);
    await registry.connect(signers.guardian).tighten(token, {
      heartbeat,
      minAnswer,
      maxAnswer,
      maxDivergence: 0n,
      slippage,
      maxWeight,
      dust,
    });
  }

  it("leaves out a component whose pool costs more than its tier, and says so", async () => {
    vault = await createIndex(fixture, { maxStableWeight: WAD });
    await tighten("alpha", WAD / 1_000n);
    await start({ alpha: QUARTER });
    const report = await run();
    expect([report.stopped, reasonsIn(report), report.setAside]).to.deep.equal([
      "planned out",
      [OVER_TIER],
      [],
    ]);
  });

  it("buys such a component along with others that leave as much of their tiers", async () => {
    vault = await createIndex(fixture, { maxStableWeight: WAD });
    await tighten("alpha", WAD / 1_000n);
    await start({ alpha: QUARTER, beta: QUARTER });
    expect(legsOf(await run())).to.equal(2);
  });

  it("stops a leg where price and fee together are at the tier", async () => {
    vault = await createIndex(fixture, { maxStableWeight: WAD });
    await tighten("alpha", (WAD * 31n) / 10_000n); // the pool's fee, and a basis point
    await start({ alpha: QUARTER });
    const report = await run();
    expect(legsOf(report) > 0 && report.trades.every(({ failed }) => failed.length === 0)).to.equal(
      true,
    );
  });
});

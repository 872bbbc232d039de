import { expect } from "chai";
import { getAddress } from "viem";
import { observeIndex } from "@sheaf/keeper/execution/observeIndex";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import { WAITS_FOR_REFILL } from "@sheaf/sdk/plan/limitChunks";
import { OVER_LOSS, SMALLER_CHUNKS } from "@sheaf/sdk/plan/planTrades";
import type { Plan } from "@sheaf/sdk/plan/plan";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { topRules } from "@sheaf/sdk/rules/topRules";

import { holdingsOf } from "../../demo/exit/holdingsOf.ts";
import type { Holdings } from "../../demo/exit/holdingsOf.ts";
import { openAllowances } from "../../demo/exit/openAllowances.ts";
import { whyChunked } from "../../demo/exit/whyChunked.ts";
import { keepWeek } from "../../demo/keepWeek.ts";
import { localClient } from "../../demo/localClient.ts";
import { openChain } from "../../demo/openChain.ts";
import { rankedRows } from "../../demo/rankedRows.ts";
import { setUpDemo } from "../../demo/setUpDemo.ts";
import type { Demo } from "../../demo/setUpDemo.ts";
import { weekInputs } from "../../demo/weekInputs.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const SIZE = 5;

describe("what the demo's exit reports", () => {
  let demo: Demo;
  let inputs: WeekInputs;

  before(async function () {
    this.timeout(60_000);
    const market = modelMarket({ seed: 1, weeks: 1, names: 12 });
    const [week] = market.weeks;
    const rows = rankedRows(market, week).slice(0, SIZE);
    const connection = await openChain(week.date, undefined);
    demo = await setUpDemo(connection, `Top ${SIZE}`, rows);
    const client = localClient(connection.provider, getAddress(demo.multicall));
    await connection.networkHelpers.time.increaseTo(Date.parse(`${week.date}T00:00:00Z`) / 1000);
    await moveMarket(demo.market, rows);
    const rules = topRules(SIZE, market.leader);
    const options = { market, rules, asOf: week.date, snapshotsDirectory: undefined };
    inputs = await weekInputs(demo, client, options);
    await keepWeek(demo, inputs);
  });

  const indexNow = () =>
    observeIndex({
      client: inputs.client,
      vault: inputs.vault,
      lens: inputs.lens,
      routes: inputs.routes,
    });
  const holdings = async (): Promise<Holdings> =>
    holdingsOf(await indexNow(), { ...inputs, targets: [] });
  const client = () => localClient(demo.connection.provider, getAddress(demo.multicall));

  it("E-7 sees an allowance of the vault, wherever it comes from", async () => {
    expect(await openAllowances(demo, client(), await indexNow())).to.equal(0);
    const { ethers, networkHelpers } = demo.connection;
    await networkHelpers.impersonateAccount(inputs.vault);
    await networkHelpers.setBalance(inputs.vault, 10n ** 18n);
    const [name] = [...demo.market.names.values()];
    const token = await ethers.getContractAt(
      "MockERC20",
      name.token,
      await ethers.getSigner(inputs.vault),
    );
    await token.approve(demo.sheaf.executor, 1n);
    expect(await openAllowances(demo, client(), await indexNow())).to.equal(1);
    await token.approve(demo.sheaf.executor, 0n);
    await token.approve(name.pool, 1n);
    expect(await openAllowances(demo, client(), await indexNow())).to.equal(1);
  });

  it("sees what is off its target by more than the vault tolerates", async () => {
    const before = await holdings();
    expect([before.components, before.offTarget]).to.deep.equal([SIZE, 0]);
    const { components } = await indexNow();
    const name = [...demo.market.names.values()][1];
    const held = components.find(({ token }) => token === getAddress(name.token))?.held ?? 0n;
    const token = await demo.connection.ethers.getContractAt("MockERC20", name.token);
    await token.mint(inputs.vault, held / 100n);
    expect((await holdings()).offTarget).to.equal(0);
    await token.mint(inputs.vault, held / 20n);
    expect((await holdings()).offTarget).to.equal(1);
  });

  it("names what a plan says was in the way of one transaction", () => {
    const plan: Plan = { trades: [], skipped: [], warnings: [], cost: 0n };
    const skip = (reason: string): Plan["skipped"][number] => ({
      token: inputs.vault,
      position: 1,
      side: "sell",
      value: 1n,
      reason,
    });
    const trade = { sells: [], buys: [], legs: [], gas: 0n, cost: 0n };
    expect(whyChunked([plan, { ...plan, trades: [trade] }])).to.deep.equal([]);
    expect(whyChunked([plan, { ...plan, skipped: [skip(WAITS_FOR_REFILL)] }])).to.deep.equal([
      "impact",
    ]);
    expect(whyChunked([{ ...plan, skipped: [skip(OVER_LOSS)] }, plan])).to.deep.equal(["budget"]);
    expect(whyChunked([{ ...plan, warnings: [SMALLER_CHUNKS] }])).to.deep.equal(["budget"]);
    expect(whyChunked([{ ...plan, trades: [trade, trade] }])).to.deep.equal(["gas cap"]);
  });
});

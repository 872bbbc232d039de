import { expect } from "chai";
import { getAddress } from "viem";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { topRules } from "@sheaf/sdk/rules/topRules";

import { keepWeek } from "../../demo/keepWeek.ts";
import { localClient } from "../../demo/localClient.ts";
import { openChain } from "../../demo/openChain.ts";
import { performAct } from "../../demo/performAct.ts";
import { rankedRows } from "../../demo/rankedRows.ts";
import { setUpDemo } from "../../demo/setUpDemo.ts";
import type { Demo } from "../../demo/setUpDemo.ts";
import { weekInputs } from "../../demo/weekInputs.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const SIZE = 5;
const USDC = 10n ** 6n;

describe("performAct", () => {
  let demo: Demo;

  before(async function () {
    this.timeout(60_000);
    const market = modelMarket({ seed: 1, weeks: 1, names: 12 });
    const [week] = market.weeks;
    const rows = rankedRows(market, week).slice(0, 2 * SIZE);
    const connection = await openChain(week.date, undefined);
    demo = await setUpDemo(connection, `Top ${SIZE}`, rows);
    const client = localClient(connection.provider, getAddress(demo.multicall));
    await connection.networkHelpers.time.increaseTo(Date.parse(`${week.date}T00:00:00Z`) / 1000);
    await moveMarket(demo.market, rows);
    const rules = topRules(SIZE, market.leader);
    const options = { market, rules, asOf: week.date, snapshotsDirectory: undefined };
    const summary = await keepWeek(demo, await weekInputs(demo, client, options));
    expect(summary.closed).to.equal("settled");
  });

  it("buys and sells as quoted, for the USDC that was meant and no more", async () => {
    const [bob] = demo.people;
    const note = await performAct(demo, { person: 0, kind: "buys", usdc: 5_000n * USDC });
    expect(note).to.match(/^Bob buys \d+\.\d\d shares for \$4,9\d\d$/);
    const held = await demo.vault.balanceOf(bob.address);
    const left = await demo.market.usdc.balanceOf(bob.address);
    expect(left)
      .to.be.greaterThan(24n * USDC)
      .and.lessThan(26n * USDC); // some 0.5 %
    const allowed = await demo.market.usdc.allowance(bob.address, demo.router);
    expect(allowed).to.equal(0n); // no more was approved than was meant, and all of that was taken: the rest came back
    const sold = await performAct(demo, { person: 0, kind: "sells", part: [1n, 1n] });
    expect(sold).to.match(/^Bob sells all \d+\.\d\d shares for \$4,\d\d\d$/);
    expect(await demo.vault.balanceOf(bob.address)).to.equal(0n);
    expect(held).to.be.greaterThan(0n);
  });

  it("issues in kind, and redeems a part of it", async () => {
    const [, carol] = demo.people;
    const issue = { person: 1, kind: "issues", shares: 8n * 10n ** 18n } as const;
    expect(await performAct(demo, issue)).to.equal("Carol issues 8.00 shares");
    const redemption = { person: 1, kind: "redeems", part: [1n, 4n] } as const;
    expect(await performAct(demo, redemption)).to.equal("Carol redeems 2.00 shares");
    expect(await demo.vault.balanceOf(carol.address)).to.equal(6n * 10n ** 18n);
  });

  it("says nothing of somebody who has nothing to give", async () => {
    expect(await performAct(demo, { person: 2, kind: "sells", part: [1n, 1n] })).to.equal("");
  });
});

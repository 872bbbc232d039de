import { expect } from "chai";
import { WAD } from "@sheaf/sdk/units/wad";
import { learnFromIndex } from "../../src/execution/learnFromIndex.ts";
import { beginRun } from "../../src/execution/runState.ts";
import { indexOf, tokenOf } from "../decision/smallIndex.ts";
import type { TradeReport } from "../../src/execution/sendTrade.ts";

const REPORT: TradeReport = {
  hash: "0x77",
  gasUsed: 5n,
  blockNumber: 12n,
  legs: 2,
  failed: [],
  sold: [],
  bought: [],
  soldValue: 0n,
  boughtValue: 0n,
  loss: 0n,
};
const moved = (id: string, dollars: bigint) => ({
  token: tokenOf(id),
  amount: dollars * WAD,
  value: dollars * WAD,
});

describe("learnFromIndex", () => {
  /** What is not bought any more once `a` and `b` moved so and are held so. An index of $1,000. */
  function notBought(
    before: Readonly<Record<string, string>>,
    report: Partial<TradeReport>,
    now: Readonly<Record<string, string>>,
    changes: Parameters<typeof indexOf>[1] = {},
  ): string[] {
    const index = indexOf(before);
    const state = {
      ...beginRun(0n),
      seen: { index, trade: undefined, report: { ...REPORT, ...report } },
    };
    const next = learnFromIndex(state, indexOf(now, changes));
    return [...next.notBought.keys()];
  }

  it("finds nothing at the first sight", () => {
    const index = indexOf({ "usd-coin": "1", a: "0" });
    const state = learnFromIndex(beginRun(0n), index);
    expect([state.seen?.index, state.notBought.size]).to.deep.equal([index, 0]);
  });

  it("finds what was bought and is not there, but for a fiftieth", () => {
    const before = { "usd-coin": "1", a: "0.1", b: "0.1" };
    const report = { bought: [moved("a", 100n), moved("b", 100n)] };
    const half = { "usd-coin": "0.8", a: "0.1", b: "0.2" };
    expect(notBought(before, report, half)).to.deep.equal([tokenOf("a")]);
    expect(notBought(before, report, { ...half, a: "0.196" })).to.deep.equal([]);
    expect(notBought(before, report, { ...half, a: "0.1959" })).to.deep.equal([tokenOf("a")]);
  });

  it("finds a balance that fell without any trade", () => {
    const before = { "usd-coin": "0.9", a: "0.1" };
    expect(notBought(before, {}, { "usd-coin": "0.9", a: "0.05" })).to.deep.equal([tokenOf("a")]);
  });

  it("counts what was sold, and never USDC", () => {
    const before = { "usd-coin": "0.9", a: "0.1" };
    const sold = { sold: [moved("a", 60n)] };
    expect(notBought(before, sold, { "usd-coin": "0.1", a: "0.04" })).to.deep.equal([]);
  });

  it("compares by share, so that a redemption in between is no loss", () => {
    const before = { "usd-coin": "0.9", a: "0.1" };
    const half = { "usd-coin": "0.45", a: "0.05" };
    expect(notBought(before, {}, half, { supply: 500n * WAD })).to.deep.equal([]);
    expect(notBought(before, {}, { ...half, a: "0.04" }, { supply: 500n * WAD })).to.deep.equal([
      tokenOf("a"),
    ]);
  });

  it("compares nothing with another basket", () => {
    const before = { "usd-coin": "0.9", a: "0.1" };
    expect(notBought(before, {}, { "usd-coin": "1", a: "0" }, { basketId: 4n })).to.deep.equal([]);
  });
});

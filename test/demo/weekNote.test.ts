import { expect } from "chai";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import { weekNote } from "../../demo/weekNote.ts";

const WEEK: WeekSummary = {
  asOf: "2030-01-07",
  outcome: "started",
  reason: undefined,
  regime: "bull",
  flipped: false,
  flip: undefined,
  epoch: 2,
  entered: [],
  left: [],
  targets: [],
  leftOut: [],
  snapshot: undefined,
  trades: 3,
  skipped: [],
  setAside: [],
  warnings: [],
  turnover: 0n,
  cost: 0n,
  gas: [],
  maxTxGas: 0n,
  closed: "settled",
};

const noteOf = (
  summary: Partial<WeekSummary>,
  rest: Partial<Parameters<typeof weekNote>[0]> = {},
): string =>
  weekNote({ summary: { ...WEEK, ...summary }, carried: [], listed: 0, acts: [], ...rest });

describe("weekNote", () => {
  it("names who came and went, and counts them where they are many", () => {
    expect(noteOf({ entered: ["a"], left: ["b"] })).to.equal("+a -b");
    expect(noteOf({ entered: ["a", "b", "c"], left: ["d", "e", "f"] })).to.equal(
      "+a +b +c -d and 2 more",
    );
  });

  it("says which way the regime turned, and not that everybody left", () => {
    expect(noteOf({ flipped: true, regime: "bear", left: ["a", "b"] })).to.equal("turns bear");
    expect(noteOf({ flipped: true, epoch: 1, entered: ["a"] })).to.equal("");
  });

  it("says what leaving was expected to cost, and nothing of it when coming back", () => {
    const flip = { cost: 37n * 10n ** 14n, stays: 0n, legs: 5, trades: 1, gas: 1n };
    expect(noteOf({ flipped: true, regime: "bear", flip })).to.equal(
      "turns bear. expected to cost 37.0 bps",
    );
    expect(noteOf({ flipped: true, regime: "bull", flip })).to.equal("turns bull");
  });

  it("names what the keeper set aside, and why", () => {
    const token = "0x00000000000000000000000000000000000000Aa";
    expect(noteOf({ setAside: [{ token, reason: "its balance did not stay" }] })).to.equal(
      `set aside: ${token}, as its balance did not stay`,
    );
  });

  it("says why nothing was done, and what was left undone", () => {
    expect(noteOf({ outcome: "held", reason: "inside the band", closed: "none" })).to.equal(
      "holds: inside the band",
    );
    expect(noteOf({ closed: "open" })).to.equal("epoch 2 did not settle");
    expect(noteOf({ closed: "incomplete" })).to.equal("epoch 2 did not settle");
  });

  it("says what strangers made of an epoch without a keeper", () => {
    const strangers = { epoch: 2, hours: 12.75, trades: 7, costBps: 1.3, settled: true };
    expect(noteOf({}, { strangers })).to.equal(
      "no keeper: strangers traded from hour 12.75 on and finished it, 7 legs for 1.3 bps",
    );
    expect(noteOf({}, { strangers: { ...strangers, settled: false } })).to.match(
      /and did not finish it/,
    );
  });

  it("says who is carried, what people did, and what was listed", () => {
    const rest = { carried: ["a"], acts: ["Bob buys", "Dan sells"], listed: 1 };
    expect(noteOf({}, rest)).to.equal("no data, carried: a. Bob buys. Dan sells. 1 name listed");
    expect(noteOf({}, { listed: 2 })).to.equal("2 names listed");
  });
});

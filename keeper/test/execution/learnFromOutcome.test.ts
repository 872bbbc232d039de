import { expect } from "chai";
import type { Address } from "viem";
import type { PlannedLeg, PlannedTrade } from "@sheaf/sdk/plan/plan";
import { WAD } from "@sheaf/sdk/units/wad";
import {
  CallRefusedForNowError,
  GasOverCapError,
  TransactionFailedError,
} from "../../src/execution/errors.ts";
import { learnFromOutcome } from "../../src/execution/learnFromOutcome.ts";
import { beginRun } from "../../src/execution/runState.ts";
import { indexOf } from "../decision/smallIndex.ts";
import type { RunState } from "../../src/execution/runState.ts";
import type { Outcome } from "../../src/execution/sendNext.ts";

const tokenAt = (position: number): Address => `0x${String(position).padStart(40, "0")}`;

function legAt(position: number): PlannedLeg {
  return {
    pool: tokenAt(900 + position),
    token: tokenAt(position),
    position,
    side: "buy",
    sell: 0,
    buy: 0,
    amount: 1n,
    exactOutput: true,
    sqrtPriceLimitX96: 1n,
    reason: "below target",
    usdc: 1n,
    value: WAD,
    cost: 0n,
  };
}

/** A trade of as many components. */
const tradeOf = (count: number): PlannedTrade => ({
  sells: [],
  buys: [],
  legs: Array.from({ length: count }, (_, at) => legAt(at + 1)),
  gas: 1n,
  cost: 0n,
});

function learn(state: RunState, count: number, outcome: Outcome): RunState {
  const trade = tradeOf(count);
  const plan = { trades: [trade], skipped: [], warnings: [], cost: 0n };
  return learnFromOutcome(state, { index: indexOf({ "usd-coin": "1" }), plan, trade, outcome });
}

const traded = (...failed: readonly number[]): Outcome => ({
  kind: "traded",
  report: {
    hash: "0x77",
    gasUsed: 5n,
    blockNumber: 12n,
    legs: 1,
    failed: failed.map(legAt),
    sold: [],
    bought: [],
    soldValue: 0n,
    boughtValue: 0n,
    loss: 0n,
  },
});
const failed = (outOfGas: boolean): Outcome => ({
  kind: "failed",
  error: new TransactionFailedError("trade", {
    hash: "0x88",
    gasUsed: 7n,
    blockNumber: 13n,
    outOfGas,
  }),
});
const refused = (
  about: "epoch" | "budget" | "components",
  culprits: readonly (readonly [Address, string])[] = [],
): Outcome => ({
  kind: "refused",
  refusal: { about, error: new CallRefusedForNowError("trade", "Refused", []) },
  culprits: new Map(culprits),
});

describe("learnFromOutcome", () => {
  const begun = beginRun(10n);

  it("reads nothing older than the block of the last receipt, of a failed transaction too", () => {
    expect(learn(begun, 2, traded()).since).to.equal(12n);
    expect(learn(begun, 2, failed(false)).since).to.equal(13n);
    expect(learn(begun, 2, refused("budget")).since).to.equal(10n);
  });

  it("counts every mined transaction, and keeps what a failed one cost", () => {
    const state = learn(learn(begun, 2, failed(false)), 1, traded());
    expect([state.sent, state.trades.length]).to.deep.equal([2, 1]);
    expect(state.failedTrades).to.deep.equal([{ hash: "0x88", gasUsed: 7n }]);
  });

  it("leaves a component out whose leg failed twice", () => {
    const once = learn(begun, 2, traded(1));
    expect([...once.setAside]).to.deep.equal([]);
    const twice = learn(once, 2, traded(1, 2));
    expect([...twice.setAside]).to.deep.equal([[tokenAt(1), "its leg failed in 0x77"]]);
  });

  it("tries half of the components after a failed transaction, and twice as many after a success", () => {
    const half = learn(begun, 9, failed(false));
    expect([half.maxComponents, half.setAside.size]).to.deep.equal([5, 0]);
    expect(learn(half, 5, failed(false)).maxComponents).to.equal(3);
    expect(learn(half, 5, traded()).maxComponents).to.equal(10);
  });

  it("tries no more components than may all burn their gas, after one that ran out of it", () => {
    expect(learn(begun, 60, failed(true)).maxComponents).to.equal(7);
    expect(learn(begun, 6, failed(true)).maxComponents).to.equal(3);
  });

  it("leaves out the only component of two failed transactions", () => {
    const twice = learn(learn(begun, 1, failed(false)), 1, failed(false));
    expect([...twice.setAside]).to.deep.equal([[tokenAt(1), "its leg failed in 0x88"]]);
  });

  it("sets culprits aside at once", () => {
    const state = learn(begun, 3, refused("components", [[tokenAt(2), "why"]]));
    expect([...state.setAside]).to.deep.equal([[tokenAt(2), "why"]]);
    expect(state.sent).to.equal(0);
  });

  it("tries half of the components if none fails alone, or if all need too much gas", () => {
    expect(learn(begun, 5, refused("components")).maxComponents).to.equal(3);
    const error = new GasOverCapError("trade", 2n, 1n);
    const size: Outcome = {
      kind: "refused",
      refusal: { about: "size", error },
      culprits: new Map(),
    };
    expect(learn(begun, 5, size).maxComponents).to.equal(3);
    expect(() => learn(begun, 1, size)).to.throw(GasOverCapError);
  });

  it("plans for half of the budgets after a trade over them, until one succeeds", () => {
    const state = learn(learn(begun, 2, refused("budget")), 2, refused("budget"));
    expect(state.halvings).to.equal(2);
    expect(learn(state, 2, traded()).halvings).to.equal(0);
  });

  it("reads an epoch again that somebody else may have ended, once", () => {
    const state = learn(begun, 2, refused("epoch"));
    expect(state.refusals).to.equal(1);
    expect(() => learn(state, 2, refused("epoch"))).to.throw(CallRefusedForNowError);
    expect(learn(state, 2, traded()).refusals).to.equal(0);
  });
});

import { expect } from "chai";
import { canonicalJson } from "@sheaf/sdk/rules/canonicalJson";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { deriveEpoch } from "@sheaf/sdk/snapshot/deriveEpoch";
import { parseSnapshot } from "@sheaf/sdk/snapshot/parseSnapshot";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { WAD } from "@sheaf/sdk/units/wad";
import type { MarketWeek } from "@sheaf/sdk/market/market";

import { createMarketSignals } from "../../src/signals/createMarketSignals.ts";
import { decideEpoch } from "../../src/decision/decideEpoch.ts";
import { takeSnapshot } from "../../src/decision/takeSnapshot.ts";
import { AS_OF, indexOf, inputsOf, rules } from "./smallIndex.ts";
import type { DecisionInputs } from "../../src/decision/decisionInputs.ts";

const LAST_WEEK = "2030-03-11";

function weekOf(date: string, caps: Readonly<Record<string, number>>): MarketWeek {
  return {
    date,
    rows: Object.entries(caps).map(([id, cap]) => ({
      date,
      id,
      price: WAD,
      marketCap: BigInt(cap) * WAD,
      volume24h: WAD,
    })),
  };
}

/** What the keeper knows today of a market that had `before` a week ago and has `today` now. */
async function inputsFrom(
  parts: Readonly<Record<string, string>>,
  before: Readonly<Record<string, number>>,
  today: Readonly<Record<string, number>>,
): Promise<DecisionInputs> {
  const inputs = inputsOf(indexOf(parts), {});
  const { leaderCloses, excluded } = inputs.reading;
  const weeks = [weekOf(LAST_WEEK, before), weekOf(AS_OF, today)];
  const market = { name: "test", modelled: true, leader: "lead", weeks, leaderCloses, excluded };
  const reading = await createMarketSignals(market).read(new Date(AS_OF));
  return { ...inputs, reading };
}

describe("decideEpoch, with a market that leaves out what is held", () => {
  it("F2 holds where a coin of 40 % of NAV has only the row of a week ago, and verify holds too", async () => {
    const held = { "usd-coin": "0", a: "0.4", b: "0.3", c: "0.2", d: "0.1" };
    const before = { a: 1, b: 30, c: 20, d: 10, e: 9 };
    const inputs = await inputsFrom(held, before, { b: 30, c: 20, d: 10, e: 9 });
    expect(inputs.reading.rows.map(({ date, id }) => `${date} ${id}`)).to.deep.equal([
      "2030-03-18 b",
      "2030-03-18 c",
      "2030-03-18 d",
      "2030-03-18 e",
      "2030-03-11 a",
    ]);
    expect(() => decideEpoch(inputs)).to.throw(SignalUnavailableError, "No reading of a, 40.00 %");
    const published = parseSnapshot(JSON.parse(canonicalJson(takeSnapshot(inputs))));
    expect(() => deriveEpoch(published, rules)).to.throw(SignalUnavailableError, "No reading of a");
  });

  it("F2 neither sells a small coin with only an old row, nor buys one, and derives the same again", async () => {
    const held = { "usd-coin": "0", a: "0.02", b: "0.2", c: "0.2", d: "0.58" };
    const before = { a: 1, b: 40, c: 30, d: 30, e: 99 };
    const decision = decideEpoch(await inputsFrom(held, before, { b: 40, c: 30, d: 30 }));
    if (decision.kind !== "start") throw new Error(decision.reason);
    const weights = new Map(decision.targets.map(({ id, weight }) => [id, weight]));
    expect(weights.get("a")).to.equal(parseDecimal("0.02", 18));
    expect([...weights.keys()].sort()).to.deep.equal(["a", "b", "c", "d", "usd-coin"]);
    expect(formatDecimal(weights.get("d") ?? 0n, 18, 3)).to.equal("0.294");
    const published = parseSnapshot(JSON.parse(canonicalJson(decision.snapshot)));
    const again = deriveEpoch(published, rules);
    expect(again.kind === "start" && again.targets).to.deep.equal(decision.targets);
  });
});

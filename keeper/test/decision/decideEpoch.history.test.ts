import { expect } from "chai";
import { canonicalJson } from "@sheaf/sdk/rules/canonicalJson";
import { encodeRules } from "@sheaf/sdk/rules/encodeRules";
import { parseRules } from "@sheaf/sdk/rules/parseRules";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { deriveEpoch } from "@sheaf/sdk/snapshot/deriveEpoch";
import { parseSnapshot } from "@sheaf/sdk/snapshot/parseSnapshot";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { WAD } from "@sheaf/sdk/units/wad";
import type { MarketWeek } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { SignalReading } from "@sheaf/sdk/market/tokenSignal";

import { decideEpoch } from "../../src/decision/decideEpoch.ts";
import { AS_OF, indexOf, inputsOf, rules, tokenOf } from "./smallIndex.ts";
import type { Decision } from "../../src/decision/decideEpoch.ts";
import type { MarketReading } from "../../src/signals/createMarketSignals.ts";

const HELD = { "usd-coin": "0", a: "0.4", b: "0.3", c: "0.2", d: "0.1" };
const CAPS = { a: 40, b: 30, c: 20, d: 10, e: 35 };

const with_ = (changes: object): Rules =>
  parseRules({ ...(JSON.parse(encodeRules(rules)) as object), ...changes });

function weekOf(date: string, caps: Readonly<Record<string, number>>): MarketWeek {
  const rows = Object.entries(caps).map(([id, cap]) => ({
    date,
    id,
    price: WAD,
    marketCap: BigInt(cap) * WAD,
    volume24h: WAD,
  }));
  return { date, rows: rows.reverse() };
}

function signalsOf(trends: Readonly<Record<string, "bullish" | "bearish">>): SignalReading {
  const signals = Object.entries(trends).map(([id, trend]) => ({ id, trend, grade: 50n * WAD }));
  return { date: AS_OF, signals: signals.reverse() };
}

/** The decision, after what it followed from has been written, read back and derived from again. */
function decide(own: Rules, reading: Partial<MarketReading>, changes: object = {}): Decision {
  const inputs = inputsOf(indexOf(HELD), CAPS, { ...changes, rules: own });
  const decision = decideEpoch({ ...inputs, reading: { ...inputs.reading, ...reading } });
  if (decision.kind === "hold") return decision;
  const published = parseSnapshot(JSON.parse(canonicalJson(decision.snapshot)));
  const again = deriveEpoch(published, parseRules(JSON.parse(encodeRules(own))));
  expect(again).to.deep.equal({
    kind: decision.kind,
    targets: decision.targets,
    regime: decision.regime,
    leftOut: decision.leftOut,
  });
  expect(canonicalJson(published)).to.equal(canonicalJson(decision.snapshot));
  return decision;
}

function wordsOf(decision: Decision): string[] {
  if (decision.kind === "hold") return [`hold: ${decision.reason}`];
  return decision.targets
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, weight }) => `${id} ${formatDecimal(weight, 18, 3)}`);
}

describe("decideEpoch, by rules that look back", () => {
  const own = with_({ entryObservations: 2 });

  it("lets enter only whom an earlier reading knew, and publishes just that reading", () => {
    const before = [
      weekOf("2030-03-04", CAPS),
      weekOf("2030-03-11", { a: 40, b: 30, c: 20, d: 10, e: 1 }),
    ];
    expect(wordsOf(decide(own, { history: before }))).to.deep.equal(["hold: inside the band"]);
    const known = decide(own, { history: [weekOf("2030-03-11", CAPS)] });
    expect(wordsOf(known)[4]).to.match(/^e 0\.2/);
    const late = decide(own, { history: [...before, weekOf("2030-03-12", CAPS)] });
    if (late.kind === "hold") throw new Error("it holds");
    expect(late.snapshot.history?.map(({ date }) => date)).to.deep.equal(["2030-03-12"]);
    expect(late.snapshot.history?.[0]?.rows.map(({ id }) => id)).to.deep.equal([
      "a",
      "b",
      "c",
      "d",
      "e",
    ]);
  });

  it("publishes no history, signals or vote that its rules do not ask for", () => {
    const decision = decide(rules, {
      history: [weekOf("2030-03-11", CAPS)],
      signals: [signalsOf({ a: "bullish" })],
      vote: "bull",
    });
    if (decision.kind === "hold") throw new Error("it holds");
    expect(decision.snapshot).to.not.have.any.keys("history", "signals", "vote");
  });

  it("brings nothing back from history that the rules are not shown today", () => {
    // What is held and has no route stays as it is, although an earlier reading would have it cut.
    const keeps = with_({ missingObservations: 2 });
    const caps = { a: 5, b: 30, c: 20, d: 10, e: 35 };
    const routes = new Map(
      [...inputsOf(indexOf(HELD), caps).routes].filter(([token]) => token !== tokenOf("a")),
    );
    const decision = decide(keeps, { history: [weekOf("2030-03-11", caps)] }, { routes });
    expect(wordsOf(decision)[0]).to.equal("a 0.400");
  });
});

describe("decideEpoch, by rules that ask for signals", () => {
  const own = with_({ signals: { minimumCoverage: "0.5", maximumOut: "1" } });

  it("puts out what is bearish and lets in what is bullish, and publishes the reading in order", () => {
    const signals = [
      signalsOf({ a: "bearish", b: "bullish", c: "bullish", d: "bullish", e: "bullish" }),
    ];
    const decision = decide(own, { signals });
    expect(wordsOf(decision)[0]).to.equal("a 0.000");
    if (decision.kind === "hold") throw new Error("it holds");
    expect(decision.snapshot.signals?.[0]?.signals.map(({ id }) => id).join("")).to.equal("abcde");
  });

  it("holds without a reading of signals", () => {
    expect(() => decide(own, {})).to.throw(SignalUnavailableError);
  });
});

describe("decideEpoch, by rules whose flips wait for a second vote", () => {
  const regime = JSON.parse(encodeRules(rules)) as { readonly regime: object };
  const own = with_({ regime: { ...regime.regime, vote: "confirms" } });

  it("turns only when both say so", () => {
    const out = decide(own, { vote: "bear" }, { last: 80 });
    expect([out.regime.regime, out.regime.flipped]).to.deep.equal(["bear", true]);
    const alone = decide(own, { vote: "bull" }, { last: 80 });
    expect(alone.regime.flipped).to.equal(false);
    const silent = decide(own, {}, { last: 80 });
    expect(silent.regime.flipped).to.equal(false);
  });
});

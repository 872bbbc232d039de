import { expect } from "chai";
import { InvalidModelError } from "../../src/market/errors.ts";
import { modelMarket } from "../../src/market/modelMarket.ts";
import { MODEL_NAMES, modelName } from "../../src/market/modelName.ts";
import { computeRegime } from "@sheaf/sdk/rules/computeRegime";
import { hashCanonical } from "@sheaf/sdk/rules/hashCanonical";
import { selectComponents } from "@sheaf/sdk/rules/selectComponents";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Market } from "@sheaf/sdk/market/market";
import type { RegimeReading } from "@sheaf/sdk/rules/computeRegime";

const year = modelMarket({ seed: 1, weeks: 52, names: 160 });
const SEEDS = Array.from({ length: 40 }, (_, index) => index * 7919);

function hashOf(market: Market): string {
  return hashCanonical({ ...market, excluded: [...market.excluded] });
}

function regimesOf(market: Market): RegimeReading[] {
  const readings: RegimeReading[] = [];
  const rules = topRules(10, market.leader);
  for (const { date } of market.weeks)
    readings.push(
      computeRegime({ closes: market.leaderCloses, asOf: date, previous: readings.at(-1), rules }),
    );
  return readings;
}

/** For each id the weeks in which it has a row, counted from 0. */
function presenceOf(market: Market): Map<string, number[]> {
  const presence = new Map<string, number[]>();
  market.weeks.forEach(({ rows }, week) =>
    rows.forEach(({ id }) => presence.set(id, [...(presence.get(id) ?? []), week])),
  );
  return presence;
}

describe("modelMarket", () => {
  it("gives the same bytes for the same seed, on every machine", () => {
    expect(hashOf(modelMarket({ seed: 1, weeks: 52, names: 160 }))).to.equal(hashOf(year));
    expect(hashOf(year)).to.equal(
      "0x28b252f9ae3b00efd787a9729d2c877454f2354064c3fb563f61205f43a0c428",
    );
    expect(hashOf(modelMarket({ seed: 2, weeks: 52, names: 160 }))).not.to.equal(hashOf(year));
  });

  it("says that it is modelled, and with which seed", () => {
    expect([year.name, year.modelled, year.leader]).to.deep.equal([
      "modelled market (seed 1)",
      true,
      "leader-coin",
    ]);
  });

  it("has a row date on every Monday from 2030-01-07", () => {
    const first = toDayNumber("2030-01-07") ?? 0;
    expect(new Date("2030-01-07T00:00:00Z").getUTCDay()).to.equal(1);
    expect(year.weeks.map(({ date }) => toDayNumber(date))).to.deep.equal(
      Array.from({ length: 52 }, (_, week) => first + 7 * week),
    );
  });

  it("has a close on every day from more than 100 days before the first week to the day before the last", () => {
    const days = year.leaderCloses.map(({ date }) => toDayNumber(date) ?? 0);
    const [first = 0, last = 0] = [days[0], days.at(-1)];
    expect(days).to.deep.equal(Array.from({ length: days.length }, (_, index) => first + index));
    expect((toDayNumber("2030-01-07") ?? 0) - first).to.be.above(100);
    expect(last).to.equal((toDayNumber(year.weeks.at(-1)?.date ?? "") ?? 0) - 1);
  });

  it("prices the leader at Sunday's close on Monday", () => {
    const closes = new Map(year.leaderCloses.map(({ date, close }) => [toDayNumber(date), close]));
    for (const { date, rows } of year.weeks) {
      expect(rows.find(({ id }) => id === "leader-coin")?.price).to.equal(
        closes.get((toDayNumber(date) ?? 0) - 1),
      );
    }
  });

  it("goes through bull, bear, bull and bear and turns first in weeks 14 to 20, whatever the seed", () => {
    for (const seed of SEEDS) {
      const readings = regimesOf(modelMarket({ seed, weeks: 52, names: 2 }));
      const flips = readings.filter(({ flipped }) => flipped);
      expect(
        [readings[0]?.regime, ...flips.map(({ regime }) => regime)],
        `seed ${seed}`,
      ).to.deep.equal(["bull", "bear", "bull", "bear"]);
      expect(readings.findIndex(({ flipped }) => flipped) + 1).to.be.within(14, 20);
    }
  });

  it("has every row once a week, by market cap, with price, cap and volume above zero", () => {
    for (const { date, rows } of year.weeks) {
      expect(new Set(rows.map(({ id }) => id)).size).to.equal(rows.length);
      expect(
        rows.every(
          (row) => row.date === date && row.price > 0n && row.marketCap > 0n && row.volume24h > 0n,
        ),
      ).to.equal(true);
      expect(
        rows.every(
          ({ marketCap }, index) => index === 0 || marketCap <= (rows[index - 1]?.marketCap ?? 0n),
        ),
      ).to.equal(true);
    }
  });

  it("spreads prices over ten powers of ten and caps by a power law", () => {
    const prices = year.weeks.flatMap(({ rows }) => rows.map(({ price }) => price));
    const least = prices.reduce((a, b) => (a < b ? a : b));
    const most = prices.reduce((a, b) => (a > b ? a : b));
    expect(least > WAD / 1_000_000n && least < WAD / 10_000n).to.equal(true);
    expect(most > 30_000n * WAD && most < 80_000n * WAD).to.equal(true);
    const caps = (year.weeks[0]?.rows ?? []).map(({ marketCap }) => marketCap);
    expect((caps[0] ?? 0n) / (caps[99] ?? 1n) > 500n).to.equal(true);
  });

  it("has coins that are listed late, that collapse, and that miss one week, large ones within 22 weeks", () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const presence = presenceOf(modelMarket({ seed, weeks: 52, names: 160 }));
      const late = [...presence].filter(([, weeks]) => (weeks[0] ?? 0) > 0);
      const gone = [...presence].filter(([, weeks]) => (weeks.at(-1) ?? 0) < 51);
      const missed = [...presence].filter(
        ([, weeks]) => (weeks.at(-1) ?? 0) - (weeks[0] ?? 0) + 1 === weeks.length + 1,
      );
      for (const group of [late, gone, missed]) expect(group.length).to.be.within(5, 25);
      expect(presence.get(modelName(4))?.[0]).to.be.within(3, 9);
      expect(presence.get(modelName(6))?.at(-1)).to.be.within(6, 15);
      expect(presence.get(modelName(2))).to.have.length(51);
    }
  });

  it("lets a coin fall by more than 99 % before it is gone", () => {
    const collapsed = modelName(6);
    const prices = year.weeks.flatMap(({ rows }) =>
      rows.filter(({ id }) => id === collapsed).map(({ price }) => price),
    );
    const [before = 0n, after = 0n] = [prices.at(-4), prices.at(-1)];
    expect(after > 0n && after * 100n < before).to.equal(true);
  });

  it("keeps pegged and wrapped coins out of a selection that they would rank in", () => {
    const rules = topRules(10, year.leader);
    const rows = year.weeks[0]?.rows ?? [];
    const ids = (excluded: ReadonlySet<string>): string[] =>
      selectComponents({ rows, excluded, held: [], rules }).selected.map(({ id }) => id);
    expect(ids(new Set())).to.include("model-dollar");
    expect(ids(year.excluded))
      .not.to.include("model-dollar")
      .and.not.to.include("wrapped-leader-coin");
    expect([...year.excluded].every((id) => rows.some((row) => row.id === id))).to.equal(true);
  });

  it("moves the market with its leader", () => {
    const capOf = (week: number): bigint =>
      (year.weeks[week]?.rows ?? []).reduce((sum, { marketCap }) => sum + marketCap, 0n);
    expect(capOf(12) > capOf(0)).to.equal(true);
    expect(capOf(22) < (capOf(12) * 3n) / 4n).to.equal(true);
    expect(capOf(40) > capOf(23)).to.equal(true);
    expect(capOf(51) < capOf(40)).to.equal(true);
  });

  it("does not change its past when it is asked for more weeks", () => {
    const short = modelMarket({ seed: 1, weeks: 22, names: 160 });
    expect(short.weeks).to.deep.equal(year.weeks.slice(0, 22));
    expect(short.leaderCloses).to.deep.equal(year.leaderCloses.slice(0, short.leaderCloses.length));
  });

  it("names as many coins as it says, each differently", () => {
    expect(
      new Set(Array.from({ length: MODEL_NAMES }, (_, index) => modelName(index))).size,
    ).to.equal(MODEL_NAMES);
    expect(presenceOf(year).size).to.equal(160 + 2);
  });

  for (const [field, inputs] of [
    ["seed", { seed: -1, weeks: 5, names: 5 }],
    ["seed", { seed: 0.5, weeks: 5, names: 5 }],
    ["weeks", { seed: 1, weeks: 0, names: 5 }],
    ["weeks", { seed: 1, weeks: 105, names: 5 }],
    ["names", { seed: 1, weeks: 5, names: 1 }],
    ["names", { seed: 1, weeks: 5, names: MODEL_NAMES + 2 }],
  ] as const) {
    it(`refuses ${JSON.stringify(inputs)}`, () => {
      expect(() => modelMarket(inputs)).to.throw(
        InvalidModelError,
        `cannot be modelled with ${field}`,
      );
    });
  }
});

import { expect } from "chai";
import { deriveTargets } from "../../src/rules/deriveTargets.ts";
import { screenRows } from "../../src/rules/screenRows.ts";
import { volatilityOf } from "../../src/rules/volatilityOf.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import { marketRows } from "./marketRows.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { MarketRow, MarketWeek } from "../../src/market/market.ts";
import type { Targets } from "../../src/rules/deriveTargets.ts";

const USD = WAD;

/** Weeks of rows with the same caps, one price each and a volume. */
function weeksOf(
  count: number,
  row: (week: number) => readonly { id: string; price?: bigint; volume?: bigint; cap?: number }[],
): MarketWeek[] {
  return Array.from({ length: count }, (_, week) => {
    const date = `2030-01-${String(7 + week).padStart(2, "0")}`;
    const rows = row(week).map(
      ({ id, price = USD, volume = 10n ** 27n, cap = 100 }): MarketRow => ({
        date,
        id,
        price,
        marketCap: BigInt(cap) * USD,
        volume24h: volume,
      }),
    );
    return { date, rows };
  });
}

function screen(
  rules: Readonly<Record<string, unknown>>,
  weeks: readonly MarketWeek[],
  held: readonly string[] = [],
) {
  return screenRows({
    rules: smallRules(rules),
    rows: weeks.at(-1)?.rows ?? [],
    history: weeks.slice(0, -1),
    asOf: weeks.at(-1)?.date ?? "",
    held: new Set(held),
  });
}

describe("screenRows", () => {
  it("admits only the ids of a category, and not those on the deny list, held or not", () => {
    const weeks = weeksOf(1, () => ["a", "b", "c", "d", "x"].map((id) => ({ id })));
    const universe = { ids: ["a", "b", "c", "d"], deny: [{ id: "b", reason: "halted" }] };
    const { barred, notes } = screen({ universe }, weeks, ["b", "x"]);
    expect([...barred].sort()).to.deep.equal(["b", "x"]);
    expect(notes).to.deep.include({ id: "b", note: "denied: halted" });
  });

  it("asks for the median volume, absolute and of the cap, of those that enter only", () => {
    const volumes = [1n, 9n, 2n].map((value) => value * USD);
    const weeks = weeksOf(3, (week) => [{ id: "a", volume: volumes[week]! }]);
    const asked = (minimumVolume: string) =>
      screen({ universe: { minimumVolume, volumeObservations: 3 } }, weeks).barred.has("a");
    expect([asked("2"), asked("2.1")]).to.deep.equal([false, true]);
    const ofCap = (minimumVolumeOfCap: string) =>
      screen({ universe: { minimumVolumeOfCap, volumeObservations: 3 } }, weeks).barred.has("a");
    expect([ofCap("0.02"), ofCap("0.021")]).to.deep.equal([false, true]);
    const held = screen({ universe: { minimumVolume: "9" } }, weeks, ["a"]);
    expect(held.barred.has("a")).to.equal(false);
  });

  it("waits until a coin has been listed for long enough, and says where it cannot know", () => {
    const weeks = weeksOf(4, (week) => (week < 2 ? [{ id: "a" }] : [{ id: "a" }, { id: "new" }]));
    const { barred } = screen({ universe: { listedObservations: 3 } }, weeks);
    expect([...barred]).to.deep.equal(["new"]);
    const young = screen({ universe: { listedObservations: 3 } }, weeks.slice(0, 1));
    expect(young.barred.size).to.equal(0);
    expect(young.notes).to.deep.include({ id: "all", note: "screens see 1 of 3 readings" });
  });

  it("keeps volatile tokens out of a conservative profile, those that are held too", () => {
    const swing = [100n, 150n, 100n, 150n];
    const weeks = weeksOf(4, (week) => [
      { id: "calm" },
      { id: "wild", price: (swing[week]! * USD) / 100n },
    ]);
    const rules = { universe: { maximumVolatility: "1" }, volatilityObservations: 4 };
    expect([...screen(rules, weeks, ["wild"]).barred]).to.deep.equal(["wild"]);
    expect(screen(rules, weeks.slice(0, 1)).notes).to.deep.include({
      id: "all",
      note: "volatility is not known yet, its screens are off",
    });
  });

  it("lets a missing coin's last reading count for so many weeks, and flags it", () => {
    const weeks = weeksOf(4, (week) =>
      week === 0 ? [{ id: "a" }, { id: "gone" }] : [{ id: "a" }],
    );
    const at = (length: number) => screen({ missingObservations: 2 }, weeks.slice(0, length));
    expect(at(3).rows.map(({ id }) => id)).to.deep.equal(["a", "gone"]);
    expect(at(3).notes).to.deep.equal([{ id: "gone", note: "missing, its last reading counts" }]);
    expect(at(4).rows.map(({ id }) => id)).to.deep.equal(["a"]);
  });
});

describe("volatilityOf", () => {
  it("is the deviation of weekly returns times the root of 52", () => {
    // Returns +10 %, -10 %, +20 %: sample deviation 15.2753 %, times 7.2111.
    const prices = [1000n, 1100n, 990n, 1188n].map((price) => price * USD);
    expect(formatDecimal(volatilityOf(prices) ?? 0n, 18, 4)).to.equal("1.1015");
    expect(volatilityOf(prices.slice(0, 2))).to.equal(undefined);
  });
});

describe("deriveTargets, entries and exposure", () => {
  const caps = { a: 500, b: 400, c: 300, d: 200, late: 450 };
  const week = (date: string, rows: Readonly<Record<string, number>>): MarketWeek => ({
    date,
    rows: marketRows(rows).map((row) => ({ ...row, date })),
  });
  const derive = (
    changes: Readonly<Record<string, unknown>>,
    rows: Readonly<Record<string, number>>,
    history: readonly MarketWeek[],
    holdings = weightsOf({ a: "0.4", b: "0.3", c: "0.2", d: "0.1" }),
  ): Targets =>
    deriveTargets({
      rules: smallRules(changes),
      asOf: "2030-01-21",
      rows: week("2030-01-21", rows).rows,
      excluded: new Set(),
      regime: "bull",
      holdings,
      history,
    });
  const idsOf = ({ weights }: Targets): string[] =>
    weights
      .filter(({ weight }) => weight > 0n)
      .map(({ id }) => id)
      .sort();

  it("lets a coin enter only at its second observation in a row", () => {
    const before = { a: 500, b: 400, c: 300, d: 200, late: 10 };
    const rules = { entryObservations: 2, leaveRank: 4 };
    const jump = derive(rules, caps, [week("2030-01-14", before)]);
    expect(idsOf(jump)).to.deep.equal(["a", "b", "c", "d"]);
    const settled = derive(rules, caps, [week("2030-01-14", caps)]);
    expect(idsOf(settled)).to.deep.equal(["a", "b", "c", "late"]);
    expect(idsOf(derive({ leaveRank: 4 }, caps, []))).to.deep.equal(["a", "b", "c", "late"]);
  });

  it("caps what is illiquid, each and together, and gives the rest to the others", () => {
    const exposure = { volumeBelow: "50", maximumEach: "0.1", maximumTotal: "0.15" };
    const volumes: Readonly<Record<string, bigint>> = { a: 100n, b: 100n, c: 40n, d: 30n };
    const rows = marketRows({ a: 400, b: 300, c: 300, d: 200 }).map((row) => ({
      ...row,
      volume24h: (volumes[row.id] ?? 0n) * USD,
    }));
    const targets = deriveTargets({
      rules: smallRules({ exposure, maximumWeight: "0.6" }),
      asOf: "2030-01-07",
      rows,
      excluded: new Set(),
      regime: "bull",
      holdings: [],
    });
    const weights = new Map(targets.weights.map(({ id, weight }) => [id, weight]));
    expect((weights.get("c") ?? 0n) + (weights.get("d") ?? 0n)).to.equal((WAD * 15n) / 100n);
    expect((weights.get("c") ?? 0n) <= WAD / 10n).to.equal(true);
    expect((weights.get("a") ?? 0n) + (weights.get("b") ?? 0n)).to.equal((WAD * 85n) / 100n);
    expect(targets.notes).to.deep.include({ id: "c", note: "illiquid, capped" });
  });
});

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

type Outcome = { readonly code: number; readonly output: string };

/** Runs the backtest as `npm run backtest` does, once the dependencies are there. */
function backtest(...flags: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "scripts/sheaf.ts", "backtest", ...flags],
      (error, out, err) => {
        const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
        resolve({ code, output: out + err });
      },
    );
  });
}

describe("npm run backtest", () => {
  let directory: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-backtest-"));
  });
  after(() => rm(directory, { recursive: true }));

  it("explains itself", async () => {
    const { code, output } = await backtest("--help");
    expect(code).to.equal(0);
    expect(output).to.include("--reference").and.include("Exit codes");
  });

  it("replays a short market, and writes figures and a chart that do not change", async function () {
    this.timeout(60_000);
    const [json, svg] = [join(directory, "figures.json"), join(directory, "chart.svg")];
    const flags = ["--weeks", "26", "--rules", "top-5", "--json", json, "--svg", svg];
    const { code, output } = await backtest(...flags);
    expect(code, output).to.equal(0);
    expect(output)
      .to.match(/Sharpe ratio +-?\d/)
      .and.match(/cost of all trading +\d/);
    const figures = JSON.parse(await readFile(json, "utf8")) as Record<string, unknown>;
    for (const field of [
      "return",
      "maxDrawdown",
      "tradesPerWeek",
      "turnoverPerWeek",
      "flips",
      "costBps",
    ])
      expect(figures[field], field).to.be.a("number");
    const chart = await readFile(svg, "utf8");
    expect(chart.match(/<polyline/g)?.length).to.equal(4);
    expect(chart).to.include(">bear<").and.not.include("NaN");
    await backtest(...flags);
    expect(await readFile(svg, "utf8")).to.equal(chart);
  });

  it("F14 reads a rules document, and refuses a wrong one with every fault, or the line and column of its first", async () => {
    const file = join(directory, "rules.json");
    await writeFile(file, '{"version":1,"size":0}');
    const { code, output } = await backtest("--rules", file);
    expect(code).to.equal(2);
    expect(output)
      .to.match(/^error: The rules document is malformed/)
      .and.include("size:");
    await writeFile(file, '{\n  "version": 1,\n  "size": 5,\n  "size": 6\n}');
    const twice = await backtest("--rules", file);
    expect(twice.code).to.equal(2);
    expect(twice.output).to.include("rules.json, line 4, column 3: expected each key once");
    const unknown = await backtest("--rules", "top-3");
    expect(unknown.code).to.equal(2);
    expect(unknown.output).to.include("top-100");
  });

  it("F5 says which dates are undecided and why, in text, steps, JSON and chart", async () => {
    const [json, svg] = [join(directory, "gaps.json"), join(directory, "gaps.svg")];
    const file = join(directory, "long-mean.json");
    const rules = {
      version: 1,
      name: "Long mean",
      size: 5,
      enterRank: 4,
      leaveRank: 6,
      weighting: "marketCap",
      maximumWeight: "0.25",
      minimumWeight: "0.0005",
      driftRelative: "0.25",
      driftAbsolute: "0.0005",
      regime: { leader: "leader-coin", meanDays: 196, band: "0.05", cooldownDays: 14 },
      settlement: "usd-coin",
    };
    await writeFile(file, JSON.stringify(rules));
    const flags = ["--weeks", "20", "--rules", file, "--steps", "--json", json, "--svg", svg];
    const { code, output } = await backtest(...flags);
    expect(code, output).to.equal(0);
    expect(output)
      .to.include("WARNING: 8 of 20 dates (40 %) have no decision")
      .and.match(/dates undecided +8 of 20\n {2}2030-01-07 to 2030-02-25, 8 dates: Only 140 daily/)
      .and.match(/2030-01-07 {2}neutral .*undecided: Only 140 daily closes are known/);
    const report = JSON.parse(await readFile(json, "utf8")) as {
      undecidedDates: number;
      undecided: readonly { dates: number }[];
      warnings: readonly string[];
      steps: readonly { held: string | null; unpriced: readonly unknown[] }[];
    };
    expect([report.undecidedDates, report.undecided.map(({ dates }) => dates)]).to.deep.equal([
      8,
      [8],
    ]);
    expect(report.steps.filter(({ held }) => held !== null).length).to.equal(8);
    expect(report.steps.every(({ unpriced }) => Array.isArray(unpriced))).to.equal(true);
    expect(report.warnings[0]).to.include("8 of 20 dates");
    const chart = await readFile(svg, "utf8");
    expect(chart).to.include("8 of 20 dates undecided").and.include(">undecided<");
  });

  it("F13 refuses a leader that the data do not have, and says that closes are too few", async () => {
    const file = join(directory, "odd-leader.json");
    const rules = JSON.parse(await readFile(join(directory, "long-mean.json"), "utf8")) as {
      regime: object;
    };
    const withRegime = async (regime: object): Promise<Outcome> => {
      await writeFile(file, JSON.stringify({ ...rules, regime: { ...rules.regime, ...regime } }));
      return backtest("--rules", file, "--weeks", "4");
    };
    const typo = await withRegime({ leader: "bitconi" });
    expect(typo.code).to.equal(2);
    expect(typo.output).to.include("bitconi").and.include('Write regime.leader: "leader-coin".');
    const long = await withRegime({ meanDays: 500 });
    expect(long.output)
      .to.include("regime.meanDays is 500, and the data have 161 daily closes before 2030-01-28")
      .and.include("WARNING: 4 of 4 dates (100 %) have no decision");
    const signals = await backtest("--rules", "signals-25", "--weeks", "4");
    expect([signals.code, signals.output.includes("asks for signals")]).to.deep.equal([2, false]);
    expect(signals.output).to.include("The rules ask for signals, and the modelled market");
  });

  it("refuses what it does not know, and a reference without recorded rows", async () => {
    expect((await backtest("--reference")).code).to.equal(2);
    expect((await backtest("--weeks", "1")).code).to.equal(2);
    expect((await backtest("--colour")).code).to.equal(2);
    expect((await backtest("--data", join(directory, "nowhere"))).code).to.equal(2);
  });

  it("exits with 1 where rows do not give the reference figures", async function () {
    this.timeout(60_000);
    const rows = [
      "bitcoin,100,1000,10",
      "b,1,500,10",
      "c,1,400,10",
      "d,1,300,10",
      "e,1,200,10",
    ].map((row) => `2021-01-04,${row}`);
    const header = "date,id,price_usd,market_cap_usd,volume_24h_usd";
    await writeFile(join(directory, "market-weekly-test.csv"), [header, ...rows, ""].join("\n"));
    await writeFile(
      join(directory, "excluded-ids.json"),
      '{"stablecoins":[],"wrapped_or_derivative":[]}',
    );
    const day = (at: number): string =>
      new Date(Date.UTC(2020, 8, 1 + at)).toISOString().slice(0, 10);
    const candles = Array.from({ length: 220 }, (_, at) => `${day(at)},1,1,1,1,1`);
    await writeFile(
      join(directory, "btc-daily.csv"),
      ["date,open,high,low,close,volume_btc", ...candles, ""].join("\n"),
    );
    const { code, output } = await backtest("--data", directory, "--reference");
    expect(output).to.include("DIFFERS");
    expect(code).to.equal(1);
  });
});

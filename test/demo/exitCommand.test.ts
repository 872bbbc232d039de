import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { exitPassed } from "../../demo/exit/exitPassed.ts";
import type { ExitRun, ExitSummary } from "../../demo/exit/exitSummary.ts";
import type { WayReport } from "../../demo/exit/makeWay.ts";

const SIZE = 8;
const GAS_CAP = 2 ** 24;
const CAP = 60; // {bps} of NAV

type Outcome = { readonly code: number; readonly output: string };

/** Runs the demo as `npm run demo -- --exit` does, once the dependencies are there. */
function exit(...flags: string[]): Promise<Outcome> {
  const command = [
    "--disable-warning=ExperimentalWarning",
    "scripts/sheaf.ts",
    "demo",
    "--exit",
    ...flags,
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, out, err) => {
      const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
      resolve({ code, output: out + err });
    });
  });
}

describe("npm run demo -- --exit", () => {
  let directory: string;
  let outcome: Outcome;
  let summary: ExitSummary;
  let deep: ExitRun;
  let shallow: ExitRun;
  let dear: ExitRun;

  before(async function () {
    this.timeout(120_000);
    directory = await mkdtemp(join(tmpdir(), "sheaf-exit-"));
    const json = join(directory, "exit.json");
    outcome = await exit("--components", String(SIZE), "--json", json);
    summary = JSON.parse(await readFile(json, "utf8")) as ExitSummary;
    [deep, shallow, dear] = summary.runs;
  });
  after(() => rm(directory, { recursive: true }));

  const waysOf = (): WayReport[] => summary.runs.flatMap(({ out, back }) => [out, back]);
  const shareOf = (way: WayReport, id: string): number =>
    way.after.stables.find((stable) => stable.id === id)?.percent ?? 0;

  it("passes, and says what each way took", () => {
    expect(outcome.output)
      .to.match(/ledger rebuilt from events = chain +yes/)
      .and.match(/every share backed +yes/)
      .and.include("usd-coin 50 %, tether 30 %, dai 20 %")
      .and.match(/transactions that trade +1 +1 /);
    expect(outcome.code).to.equal(0);
    expect(exitPassed(summary)).to.equal(true);
  });

  it("E-9 holds three stablecoins after the way out, each within tolerance of its part, and nothing else", () => {
    for (const { out } of summary.runs) {
      expect([out.regime, out.settled, out.after.offTarget]).to.deep.equal(["bear", true, 0]);
      expect(out.after.othersPercent).to.be.lessThan(0.05);
      expect(out.after.stables.map(({ id, decimals }) => [id, decimals])).to.deep.equal([
        ["usd-coin", 6],
        ["tether", 6],
        ["dai", 18],
      ]);
      for (const { wanted, percent } of out.after.stables)
        expect(Math.abs(percent - wanted), `of ${wanted} %`).to.be.at.most(wanted * 0.02);
      const all = out.after.stables.reduce((sum, { percent }) => sum + percent, 0);
      expect(all).to.be.within(99.95, 100.01);
    }
  });

  it("E-9 holds all components at their targets after the way back, and no stablecoin", () => {
    for (const { back } of summary.runs) {
      expect([back.regime, back.settled, back.after.offTarget]).to.deep.equal(["bull", true, 0]);
      expect(back.after.components).to.equal(SIZE);
      expect(back.after.othersPercent).to.be.greaterThan(99.9);
      for (const id of ["tether", "dai"]) expect(shareOf(back, id)).to.equal(0);
    }
  });

  it("takes one transaction each way where pools are deep, and no more gas than one may use", () => {
    for (const way of [deep.out, deep.back]) {
      expect(way.tradeGas).to.have.length(1);
      expect(way.legs).to.equal(SIZE + 2);
      expect(way.chunkedFor).to.deep.equal([]);
    }
    for (const { tradeGas, startGas, closeGas } of waysOf())
      for (const gas of [...tradeGas, startGas, closeGas])
        expect(gas).to.be.greaterThan(0).and.at.most(GAS_CAP);
    for (const { maxTxGas } of summary.runs) expect(maxTxGas).to.be.at.most(GAS_CAP);
  });

  it("takes several where impact asks for it, for less than at once", () => {
    for (const way of [shallow.out, shallow.back]) {
      expect(way.tradeGas.length).to.be.greaterThan(1);
      expect(way.chunkedFor).to.deep.equal(["impact"]);
      expect(way.costBps)
        .to.be.lessThan(CAP)
        .and.lessThan(way.atOnceBps - 20);
      expect(way.minutes).to.be.greaterThan(10);
    }
  });

  it("E-4 makes them smaller where the budget asks for it, so that the whole way fits", () => {
    for (const way of [dear.out, dear.back]) {
      expect(way.chunkedFor).to.deep.equal(["impact", "budget"]);
      expect(way.costBps).to.be.at.most(CAP);
      expect(way.budgetBps).to.equal(CAP);
    }
    expect(dear.out.costBps).to.be.greaterThan(shallow.out.costBps);
  });

  it("costs what the plans said before", () => {
    for (const { costBps, plannedBps } of waysOf())
      expect(Math.abs(costBps - plannedBps)).to.be.lessThan(0.5);
  });

  it("E-10 L-2 lets somebody without a role leave in part between two trades, and in stablecoins", () => {
    expect(deep.redemptions.map(({ when }) => when)).to.deep.equal(["in stablecoins"]);
    for (const { redemptions } of [shallow, dear]) {
      const [between, after] = redemptions;
      expect([between.when, after.when]).to.deep.equal(["between two trades", "in stablecoins"]);
      expect(between.components).to.be.greaterThan(3);
      expect(after.components).to.equal(3);
    }
  });

  it("E-7 gives no allowance", () => {
    for (const { openAllowances } of waysOf()) expect(openAllowances).to.equal(0);
  });

  const flaws: readonly (readonly [string, (run: ExitRun) => Partial<ExitRun>])[] = [
    ["a way out that is not settled", ({ out }) => ({ out: { ...out, settled: false } })],
    ["a way back that is not settled", ({ back }) => ({ back: { ...back, settled: false } })],
    ["an allowance", ({ out }) => ({ out: { ...out, openAllowances: 1 } })],
    [
      "something off its target",
      ({ back }) => ({ back: { ...back, after: { ...back.after, offTarget: 1 } } }),
    ],
    ["a regime that did not turn", ({ out }) => ({ out: { ...out, regime: "bull" } })],
    [
      "no component after the way back",
      ({ back }) => ({ back: { ...back, after: { ...back.after, components: 0 } } }),
    ],
    ["nobody who left", () => ({ redemptions: [] })],
    ["a transaction over the cap", () => ({ maxTxGas: GAS_CAP + 1 })],
    ["a ledger that differs", () => ({ ledgerEqualsChain: false })],
    ["a share without backing", () => ({ everyShareBacked: false })],
  ];
  for (const [flaw, change] of flaws)
    it(`does not pass with ${flaw}`, () => {
      expect(exitPassed({ ...summary, runs: [deep, { ...dear, ...change(dear) }] })).to.equal(
        false,
      );
    });

  it("refuses weeks and a keeper that is gone, for it looks for its own weeks", async () => {
    for (const flag of ["--weeks", "--kill-keeper-at"]) {
      const { code, output } = await exit(flag, "3");
      expect(code).to.equal(2);
      expect(output).to.include(`option '--exit' cannot be used with option '${flag}`);
    }
  });
});

import { expect } from "chai";
import { foldLine } from "@sheaf/commands/foldLine";

import { stepLines } from "../../cli/backtest/stepLines.ts";
import { exitLines } from "../../demo/exit/exitLines.ts";
import type { ExitRun, ExitSummary } from "../../demo/exit/exitSummary.ts";
import type { WayReport } from "../../demo/exit/makeWay.ts";
import { weekTable } from "../../demo/weekTable.ts";

const WIDTH = 80;
const WAD = 10n ** 18n;

/** What a terminal shows of lines. */
const shown = (lines: readonly string[], width = WIDTH): string[] =>
  lines.flatMap((line) => foldLine(line, width));
const longest = (lines: readonly string[]): number =>
  Math.max(...lines.map(({ length }) => length));

describe("tables on a terminal of 80 columns", () => {
  const week = {
    week: "52/52",
    date: "2021-12-27",
    regime: "neutral",
    entered: 100,
    left: 100,
    trades: 1_000,
    turnover: WAD,
    cost: WAD / 100n,
    navPerShare: 12_345_678n * WAD,
    gas: 222_005_554n,
    note: "+bitcoin-cash-abc-2 -chiliz. Carol issues 34.00 shares. 8 names listed",
  };

  it("fit, a week of the demo too, with what happened below it", () => {
    const { head, rowOf } = weekTable(WIDTH);
    const lines = [head, ...rowOf(week)];
    expect(longest(lines)).to.be.at.most(WIDTH);
    expect(lines.join("\n")).to.include("12345678.00").and.include("8 names listed");
    expect(weekTable(Infinity).rowOf(week)).to.have.lengthOf(1);
  });

  it("fit, a date of a backtest too", () => {
    const step = {
      date: "2030-01-07",
      nav: 12.3456,
      leader: 12.3456,
      untraded: null,
      regime: "neutral",
      trades: 100,
      turnover: 1,
      costBps: 1234.5,
      held: "Only 140 daily closes are known before 2030-01-07, and 196 are needed",
      unpriced: [{ id: "oak", since: "2029-12-31", part: 0.1 }],
    };
    const report = { steps: [step] };
    expect(longest(shown(stepLines(report, WIDTH)))).to.be.at.most(WIDTH);
    expect(stepLines(report, Infinity)[1]).to.include("undecided: Only 140");
  });

  it("fit, the six columns of a full exit too, below each other by pairs", () => {
    const way: WayReport = {
      date: "2021-05-17",
      regime: "bear",
      settled: true,
      minutes: 110,
      legs: 161,
      tradeGas: [10_358_669],
      startGas: 4_808_206,
      closeGas: 1_436_343,
      chunkedFor: ["impact"],
      costBps: 53.5,
      plannedBps: 53.6,
      atOnceBps: 103.7,
      atOnceLeaves: 0.08,
      budgetBps: 60,
      after: { components: 0, othersPercent: 0, offTarget: 0, stables: [] },
      openAllowances: 0,
    };
    const runs = (["deep pools", "shallow pools", "dear gas"] as const).map(
      (conditions): ExitRun => ({
        conditions,
        depth: [20_000_000, 500_000_000],
        legGasUsd: 0.5,
        out: way,
        back: way,
        redemptions: [],
        maxTxGas: 13_577_404,
        maxTxName: "IndexVault.trade on 2021-04-19",
        ledgerEqualsChain: true,
        everyShareBacked: true,
      }),
    );
    const summary: ExitSummary = {
      market: "recorded",
      components: 100,
      stables: [],
      budgetBps: 60,
      firstEpochSettled: true,
      runs,
      seconds: 95.5,
    };
    const narrow = shown(exitLines(summary, WIDTH));
    expect(longest(narrow)).to.be.at.most(WIDTH);
    expect(narrow.filter((line) => line.startsWith("date "))).to.have.lengthOf(3);
    const wide = exitLines(summary, Infinity);
    expect(wide.filter((line) => line.startsWith("date "))).to.have.lengthOf(1);
  });
});

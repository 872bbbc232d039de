import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import { findGaps } from "@sheaf/sdk/backtest/findGaps";
import { measureBacktest } from "@sheaf/sdk/backtest/measureBacktest";
import type { BacktestStep } from "@sheaf/sdk/backtest/runBacktest";
import { runBacktest } from "@sheaf/sdk/backtest/runBacktest";
import type { Market } from "@sheaf/sdk/market/market";
import { namedRules } from "@sheaf/sdk/rules/namedRules";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { expect } from "chai";

/** Recorded rows of 2021, where this machine has them: the project ships none. */
const DIRECTORY = resolve(process.env.SHEAF_RECORDED_DATA ?? "../shared/data");
const NAV = 10n ** 24n;

if (existsSync(DIRECTORY))
  describe("a backtest of the recorded rows of 2021", () => {
    let market: Market;

    before(async () => {
      market = await loadRecordedMarket(DIRECTORY);
    });

    const replay = (of: Market, name = "top-10"): BacktestStep[] =>
      runBacktest({ market: of, rules: namedRules(name, of.leader), nav: NAV });
    const returnOf = (steps: readonly BacktestStep[]): string =>
      formatDecimal(measureBacktest(steps).index.return * 100n, 18, 1);

    it("F5 says that 30 of 52 dates are undecided where the closes end in May, at +271.4 %", () => {
      const leaderCloses = market.leaderCloses.filter(({ date }) => date <= "2021-05-31");
      const steps = replay({ ...market, leaderCloses });
      const { undecided, undecidedDates, isMostlySilent } = findGaps(steps);
      expect([returnOf(steps), undecidedDates, isMostlySilent]).to.deep.equal(["271.4", 30, true]);
      expect(undecided.map(({ from, to }) => `${from} to ${to}`)).to.deep.equal([
        "2021-06-07 to 2021-12-27",
      ]);
    });

    it("F7 does not know what the leader made where the first date has no row of it", () => {
      const weeks = market.weeks.map(({ date, rows }, at) => ({
        date,
        rows: at === 0 ? rows.filter(({ id }) => id !== market.leader) : rows,
      }));
      expect(measureBacktest(replay({ ...market, weeks })).leader).to.equal(undefined);
      expect(measureBacktest(replay(market)).leader).not.to.equal(undefined);
    });
  });

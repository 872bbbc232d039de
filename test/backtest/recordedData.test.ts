import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import { findGaps } from "@sheaf/lab/backtest/findGaps";
import { measureBacktest } from "@sheaf/lab/backtest/measureBacktest";
import type { BacktestStep } from "@sheaf/lab/backtest/runBacktest";
import { ruleWarnings } from "@sheaf/lab/backtest/ruleWarnings";
import { runBacktest } from "@sheaf/lab/backtest/runBacktest";
import { MalformedFileError } from "@sheaf/sdk/market/errors";
import type { Market } from "@sheaf/sdk/market/market";
import { parseExcludedIds } from "@sheaf/sdk/market/parseExcludedIds";
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
      Number(formatDecimal(measureBacktest(steps).index.return * 100n, 18, 6)).toFixed(1);

    it("F5 says that 30 of 52 dates are undecided where the closes end in May, at +271.4 %", () => {
      const leaderCloses = market.leaderCloses.filter(({ date }) => date <= "2021-05-31");
      const steps = replay({ ...market, leaderCloses });
      const { undecided, undecidedDates, isMostlySilent } = findGaps(steps);
      expect([returnOf(steps), undecidedDates, isMostlySilent]).to.deep.equal(["271.4", 30, true]);
      expect(undecided.map(({ from, to }) => `${from} to ${to}`)).to.deep.equal([
        "2021-06-07 to 2021-12-27",
      ]);
    });

    it("F8 refuses names in the place of ids, by which tether came in at +112.3 % instead of +187.6 %", async () => {
      const text = await readFile(join(DIRECTORY, "excluded-ids.json"), "utf8");
      for (const name of ["Tether", "tether "]) {
        const misspelt = text.replace('"tether"', JSON.stringify(name));
        expect(() => parseExcludedIds(misspelt, "excluded-ids.json")).to.throw(
          MalformedFileError,
          `found ${JSON.stringify(name)}`,
        );
      }
      expect(returnOf(replay(market, "hodl-5"))).to.equal("187.6");
      const excluded = new Set([...market.excluded].filter((id) => id !== "tether"));
      expect(returnOf(replay({ ...market, excluded }, "hodl-5"))).to.equal("112.3");
    });

    it("F8 warns of excluded ids that are in no row", () => {
      const odd = { ...market, excluded: new Set([...market.excluded, "teher"]) };
      expect(ruleWarnings(odd, namedRules("hodl-5", market.leader)).at(-1)).to.match(
        /^excluded-ids\.json names ids that are in no row: .* and 12 more\.$/,
      );
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

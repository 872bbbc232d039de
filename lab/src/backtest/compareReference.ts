import { parseRules } from "@sheaf/sdk/rules/parseRules";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { countFlips } from "./countFlips.ts";
import { measureBacktest } from "./measureBacktest.ts";
import { replayIdeal } from "./replayIdeal.ts";
import { runBacktest } from "./runBacktest.ts";
import type { DailyClose, Market } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { BacktestMeasures } from "./measureBacktest.ts";
import type { Flip } from "./countFlips.ts";

/** One figure. `within` is false where ours lies outside what is allowed. */
export type ReferenceLine = {
  readonly figure: string;
  readonly reference: string;
  readonly ours: string;
  readonly within: boolean;
  /** What is computed, and why another definition gives another figure. */
  readonly definition: string;
};

type Year = {
  readonly title: string;
  readonly maximum: string;
  readonly drift: readonly [relative: string, absolute: string];
  readonly returns: readonly [least: string, most: string];
  readonly trades: readonly [least: string, most: string];
  readonly definition: string;
  /** Whether the product's own rules and planner are run beside it. */
  readonly beside: boolean;
};

const PAPER =
  "on paper: buffer 80/120, no costs, always in the market; trades are entries, exits and what is outside its band, over 51 weeks";

const YEARS: readonly Year[] = [
  {
    title: "no maximum, no band",
    maximum: "1",
    drift: ["0", "0"],
    returns: ["1.29", "1.29"],
    trades: ["101", "101"],
    definition: PAPER,
    beside: false,
  },
  {
    title: "no maximum, band 25 %",
    maximum: "1",
    drift: ["0.25", "0"],
    returns: ["1.29", "1.29"],
    trades: ["3.6", "3.6"],
    definition: `${PAPER}; over 52 weeks the trades are 3.6`,
    beside: false,
  },
  {
    title: "no maximum, band 25 % and 5 bps",
    maximum: "1",
    drift: ["0.25", "0.0005"],
    returns: ["1.29", "1.29"],
    trades: ["3.2", "3.2"],
    definition: `${PAPER}; the 5 bps floor is the band's least width`,
    beside: true,
  },
  {
    title: "maximum 25 %, band 25 %",
    maximum: "0.25",
    drift: ["0.25", "0"],
    returns: ["2.55", "2.60"],
    trades: ["4.4", "5.2"],
    definition: PAPER,
    beside: false,
  },
  {
    title: "maximum 25 %, band 25 % and 5 bps",
    maximum: "0.25",
    drift: ["0.25", "0.0005"],
    returns: ["2.55", "2.60"],
    trades: ["4.4", "5.2"],
    definition: PAPER,
    beside: true,
  },
];

const FLIP_LINES = 200;
const FLIPS_OF_2021 = "bear 2021-05-17, bull 2021-08-09, bear 2021-12-06";

/**
 * Derives the published reference figures of 2021 again and holds ours beside them: returns within 1 % of the figure, trades a
 * week within 0.3, flips and their dates exactly.
 */
export function compareReference(market: Market): ReferenceLine[] {
  return [...YEARS.flatMap((year) => yearLines(market, year)), ...flipLines(market)];
}

function yearLines(market: Market, year: Year): ReferenceLine[] {
  const rules = paperRules(year, market.leader);
  const paper = replayIdeal({ market, rules });
  const product = year.beside ? productOf(market, rules) : undefined;
  const [least, most] = year.returns.map(wad) as [bigint, bigint];
  const [fewest, mostTrades] = year.trades.map(wad) as [bigint, bigint];
  const slack = wad("0.3");
  return [
    {
      figure: `return of 2021, top 100, ${year.title}`,
      reference: rangeOf(year.returns.map((part) => percent(wad(part)))),
      ours: percent(paper.return),
      within: paper.return * 100n >= least * 99n && paper.return * 100n <= most * 101n,
      definition:
        product === undefined
          ? year.definition
          : `${year.definition}. Beside it, rules and planner of the product with costs: ${percent(product.index.return)}`,
    },
    {
      figure: `trades a week, top 100, ${year.title}`,
      reference: rangeOf(year.trades),
      ours: formatDecimal(paper.tradesPerWeek, 18, 2),
      within: paper.tradesPerWeek >= fewest - slack && paper.tradesPerWeek <= mostTrades + slack,
      definition:
        product === undefined
          ? year.definition
          : `${year.definition}. Beside it, legs of the product, those that fund others included: ${formatDecimal(product.tradesPerWeek, 18, 2)}`,
    },
  ];
}

/** The same rows through the product, which stays in the market as the figures on paper do. */
function productOf(market: Market, rules: Rules): BacktestMeasures {
  const always = { ...market, leaderCloses: risingCloses(market) };
  return measureBacktest(runBacktest({ market: always, rules, nav: 10n ** 24n }));
}

/** Closes that no regime leaves the market on. */
function risingCloses({ leaderCloses }: Market): DailyClose[] {
  return leaderCloses.map(({ date }, day) => ({ date, close: BigInt(day + 1) }));
}

function flipLines({ leaderCloses, leader }: Market): ReferenceLine[] {
  const rules = paperRules(YEARS[0] as Year, leader);
  const [known, own] = ([1, 0] as const).map((lag) =>
    countFlips({ closes: leaderCloses, rules, firstLine: FLIP_LINES, lag }),
  ) as [Flip[], Flip[]];
  const base = `Mondays from line ${FLIP_LINES} of the closes, mean of 100 closes, band 5 %, no cool-down, the first Monday no flip`;
  const line = (figure: string, reference: string, ours: string, definition: string) => ({
    figure,
    reference,
    ours,
    within: reference === ours,
    definition,
  });
  return [
    line(
      "regime flips, Sunday's close",
      "26",
      String(known.length),
      `${base}; the last close is that of the day before, as at 00:00 UTC. This is what the product does, with a cool-down of 14 days`,
    ),
    line(
      "regime flips, Monday's own close",
      "22",
      String(own.length),
      `${base}; the last close is Monday's own, known when Monday is over`,
    ),
    line("flips of 2021, Sunday's close", FLIPS_OF_2021, datesOf(known), base),
    line("flips of 2021, Monday's own close", FLIPS_OF_2021, datesOf(own), base),
  ];
}

function datesOf(flips: readonly Flip[]): string {
  return flips
    .filter(({ date }) => date.startsWith("2021"))
    .map(({ date, regime }) => `${regime} ${date}`)
    .join(", ");
}

function paperRules({ maximum, drift }: Year, leader: string): Rules {
  return parseRules({
    version: 1,
    name: "Reference",
    size: 100,
    enterRank: 80,
    leaveRank: 120,
    weighting: "marketCap",
    maximumWeight: maximum,
    minimumWeight: "0",
    driftRelative: drift[0],
    driftAbsolute: drift[1],
    regime: { leader, meanDays: 100, band: "0.05", cooldownDays: 14 },
    settlement: "usd-coin",
  });
}

function wad(text: string): bigint {
  return parseDecimal(text, 18, "exact");
}

function percent(part: bigint): string {
  return `${part < 0n ? "" : "+"}${formatDecimal(part * 100n, 18, 1)} %`;
}

function rangeOf(ends: readonly string[]): string {
  return [...new Set(ends)].join(" to ");
}

import type { BenchReport, BenchRow, TimeRow, Work } from "./benchReport.ts";
import type { Conditions } from "./conditions.ts";

/** What we want a figure to be at most, and what it is. */
export type Goal = {
  readonly goal: string;
  readonly unit: "gas" | "times" | "bytes" | "ms" | "requests";
  readonly most: number;
  readonly measured: number | null; // null if there is no figure
  readonly verdict: "met" | "missed" | "not measured"; // missed too if it does not fit a transaction
};

const COMPONENTS = 100;
/** {gas} EIP-7825. */
const TRANSACTION_GAS_CAP = 2 ** 24;
/** {gas} What a purchase or a sale may cost under real conditions. */
const HALF_OF_CAP = TRANSACTION_GAS_CAP / 2;
/** {ms} What a person waits for a quote. */
const QUOTE_TIME = 1_500;
const QUOTE_REQUESTS = 5;

const CONDITIONS: readonly { readonly name: string; readonly conditions: Conditions }[] = [
  { name: "USDC as it is deployed, behind a proxy", conditions: { usdc: "proxied" } },
  { name: "every swap moves its pool over ticks", conditions: { market: "moving" } },
  {
    name: "every swap moves its pool over ticks, USDC behind a proxy",
    conditions: { market: "moving", usdc: "proxied" },
  },
  { name: "every swap crosses an initialized tick", conditions: { market: "crossing" } },
  {
    name: "every swap crosses an initialized tick, USDC behind a proxy",
    conditions: { market: "crossing", usdc: "proxied" },
  },
];

/** Our goals for an index of a hundred components, beside what a run measured. */
export function goalsOf({ rows, legCost, sizes, times }: BenchReport): Goal[] {
  const whole = legCost?.most === COMPONENTS ? legCost : null;
  const hundred = rows.filter(({ n }) => n === COMPONENTS);
  const warm = (
    work: Work,
    { market, usdc }: Conditions = {},
    venue?: BenchRow["venue"],
  ): number | undefined =>
    gasOf(
      hundred.find(
        (row) =>
          row.work === work &&
          row.state === "warm" &&
          row.market === market &&
          row.usdc === usdc &&
          (venue === undefined || row.venue === venue),
      ),
    );
  const slowest = (figure: (row: TimeRow) => number | undefined): number | undefined => {
    const quotes = times.filter(({ work, n }) => work.startsWith("quote") && n === COMPONENTS);
    const figures = quotes.flatMap((row) => figure(row) ?? []);
    return figures.length === 0 ? undefined : Math.max(...figures);
  };
  const largest =
    hundred.length === 0 ? undefined : Math.max(...rows.map((row) => gasOf(row) ?? 0));
  return [
    goal("issue in kind, with maximums, delivery checked", "gas", 2_100_000, warm("issue")),
    goal("redeem in kind, with minimums, each token isolated", "gas", 1_800_000, warm("redeem")),
    goal("start an epoch", "gas", 4_500_000, warm("startEpoch")),
    goal(
      "trade 100 legs on Uniswap v3, a live price for each",
      "gas",
      9_000_000,
      warm("trades", {}, "v3"),
    ),
    goal(
      "trade 100 legs on Uniswap v4, a live price for each",
      "gas",
      7_700_000,
      warm("trades", {}, "v4"),
    ),
    goal("buy with USDC on Uniswap v3, pools at rest", "gas", 6_700_000, warm("buy")),
    goal("sell for USDC on Uniswap v3, pools at rest", "gas", 7_200_000, warm("sell")),
    ...CONDITIONS.flatMap(({ name, conditions }) => [
      goal(`buy, ${name}`, "gas", HALF_OF_CAP, warm("buy", conditions)),
      goal(`sell, ${name}`, "gas", HALF_OF_CAP, warm("sell", conditions)),
    ]),
    goal(
      "quote of 100 legs, reads and maths, over HTTP",
      "ms",
      QUOTE_TIME,
      slowest(({ ms }) => ms),
    ),
    goal(
      "requests of a quote of 100 legs",
      "requests",
      QUOTE_REQUESTS,
      slowest(({ requests }) => requests),
    ),
    goal("create an index, beyond its first epoch", "gas", 2_000_000, warm("createIndex")),
    goal("largest transaction, warm and first (EIP-7825)", "gas", TRANSACTION_GAS_CAP, largest),
    goal(
      "two legs in a basket of 100 over two in a basket of 2",
      "times",
      1.02,
      whole?.pair.gas ?? undefined,
    ),
    goal("one more leg at 100 over one more at 2", "times", 1.02, whole?.next.gas ?? undefined),
    goal("runtime code of IndexVault", "bytes", 23_500, sizes.IndexVault),
  ];
}

/** {gas} Without end where a call does not fit a transaction. */
function gasOf(row: BenchRow | undefined): number | undefined {
  return row === undefined ? undefined : (row.gas ?? Number.POSITIVE_INFINITY);
}

function goal(title: string, unit: Goal["unit"], most: number, figure: number | undefined): Goal {
  const verdict = figure === undefined ? "not measured" : figure <= most ? "met" : "missed";
  return {
    goal: title,
    unit,
    most,
    measured: figure === undefined || figure === Number.POSITIVE_INFINITY ? null : figure,
    verdict,
  };
}

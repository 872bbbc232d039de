import type { BenchReport, BenchRow, Work } from "./benchReport.ts";

/** What we want a figure to be at most, and what it is. */
export type Goal = {
  readonly goal: string;
  readonly unit: "gas" | "times" | "bytes";
  readonly most: number;
  readonly measured: number | null; // null if there is no figure
  readonly verdict: "met" | "missed" | "not measured"; // missed too if it does not fit a transaction
};

const COMPONENTS = 100;
/** {gas} EIP-7825. */
const TRANSACTION_GAS_CAP = 2 ** 24;

/** Our goals for an index of a hundred components, beside what a run measured. */
export function goalsOf({ rows, legCost, sizes }: BenchReport): Goal[] {
  const whole = legCost?.most === COMPONENTS ? legCost : null;
  const hundred = rows.filter(({ n }) => n === COMPONENTS);
  const warm = (work: Work): number | undefined =>
    gasOf(hundred.find((row) => row.work === work && row.state === "warm"));
  const largest =
    hundred.length === 0 ? undefined : Math.max(...rows.map((row) => gasOf(row) ?? 0));
  return [
    goal("issue in kind, with maximums, delivery checked", "gas", 2_100_000, warm("issue")),
    goal("redeem in kind, with minimums, each token isolated", "gas", 1_800_000, warm("redeem")),
    goal("start an epoch", "gas", 4_500_000, warm("startEpoch")),
    goal("trade 100 legs on Uniswap v3, a live price for each", "gas", 9_000_000, warm("trades")),
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

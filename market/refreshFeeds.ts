import type { MarketOperator, MockAggregator } from "../types/index.js";
import { sendBatches } from "./sendBatches.ts";

const REPORTS_PER_TRANSACTION = 200;
/** {s} Half of the heartbeat of a test market's feeds. */
const MAX_AGE = 43_200;

/**
 * Repeats the answers of feeds that were given half a heartbeat ago or earlier.
 * @param now {s}
 * @returns how many
 */
export async function refreshFeeds(
  operator: MarketOperator,
  aggregators: readonly MockAggregator[],
  now: number,
): Promise<number> {
  const rounds = await Promise.all(
    aggregators.map(async (aggregator) => {
      const [, answer, , updatedAt] = await aggregator.latestRoundData();
      return { aggregator, answer, age: now - Number(updatedAt) };
    }),
  );
  const old = rounds.filter(({ age }) => age >= MAX_AGE);
  await sendBatches(old, REPORTS_PER_TRANSACTION, (batch, gas) =>
    operator.report(
      batch.map(({ aggregator }) => aggregator),
      batch.map(({ answer }) => answer),
      gas,
    ),
  );
  return old.length;
}

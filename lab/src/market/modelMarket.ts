import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import { WAD } from "@sheaf/sdk/units/wad";
import { InvalidModelError } from "./errors.ts";
import { modelCoin } from "./modelCoin.ts";
import { modelLeader } from "./modelLeader.ts";
import { MODEL_NAMES, modelName } from "./modelName.ts";
import { splitMix64 } from "./splitMix64.ts";
import type { DailyClose, Market, MarketRow } from "@sheaf/sdk/market/market";
import type { CoinWeek } from "./modelCoin.ts";
import type { RandomStream } from "./splitMix64.ts";

export type ModelInputs = {
  readonly seed: number;
  readonly weeks: number; // {week} 1 to 104
  /** Coins that may rank, the leader included. The rows hold two excluded ones more. */
  readonly names: number;
};

const LEADER = "leader-coin";
const PEGGED = "model-dollar";
const WRAPPED = "wrapped-leader-coin";
const BILLION = 10n ** 9n;
/** A Monday to come, so that nobody takes these rows for history. */
const FIRST_DATE = "2030-01-07";
const LEADER_SUPPLY = 19_000_000n; // {tok}

/**
 * A made-up market, the same bytes for the same seed on every machine. Its leader goes through bull, bear, bull and bear
 * within 52 weeks; coins are listed late, collapse, or miss a week. More weeks only add to it, they do not change it.
 */
export function modelMarket({ seed, weeks, names }: ModelInputs): Market {
  check("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  check("weeks", weeks, 1, 104);
  check("names", names, 2, MODEL_NAMES + 1);
  const firstDay = toDayNumber(FIRST_DATE) ?? 0;
  const leaderCloses = modelLeader({ seed, firstDay, weeks });
  const dates = Array.from({ length: weeks }, (_, week) => fromDayNumber(firstDay + 7 * week));
  const prices = mondayPrices(leaderCloses, weeks);
  const coins = new Map<string, readonly (CoinWeek | undefined)[]>(leaderAndExcluded(prices, seed));
  const leaderReturns = prices
    .slice(1)
    .map((price, week) => ((price - (prices[week] ?? 0n)) * BILLION) / (prices[week] ?? 1n));
  for (let rank = 2; rank <= names; rank += 1)
    coins.set(modelName(rank - 2), modelCoin({ seed, rank, leaderReturns }));
  return {
    name: `modelled market (seed ${seed})`,
    modelled: true,
    leader: LEADER,
    weeks: dates.map((date, week) => ({ date, rows: rowsOf(coins, date, week) })),
    leaderCloses,
    excluded: new Set([PEGGED, WRAPPED]),
  };
}

function check(field: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new InvalidModelError(field, value, least, most);
}

/** D18{usd/tok} The leader's price on each Monday at 00:00, which is Sunday's close. */
function mondayPrices(closes: readonly DailyClose[], weeks: number): bigint[] {
  return Array.from(
    { length: weeks },
    (_, week) => closes.at(-1 - 7 * (weeks - 1 - week))?.close ?? 0n,
  );
}

/** Coins that follow a price exactly or nearly. Each has a stream of its own, apart from those of the ranks. */
function leaderAndExcluded(prices: readonly bigint[], seed: number): [string, CoinWeek[]][] {
  const dollar = prices.map(() => WAD);
  return [
    [LEADER, follow(prices, 0n, LEADER_SUPPLY, splitMix64(seed, 1_000_001))],
    [WRAPPED, follow(prices, 2n, LEADER_SUPPLY / 100n, splitMix64(seed, 1_000_002))],
    [PEGGED, follow(dollar, 1n, 40_000_000_000n, splitMix64(seed, 1_000_003))],
  ];
}

/** `spread` is in thousandths of the price that is followed, `supply` in whole tokens. */
function follow(
  prices: readonly bigint[],
  spread: bigint,
  supply: bigint,
  random: RandomStream,
): CoinWeek[] {
  return prices.map((followed) => {
    const price = (followed * (1000n + random.between(-spread, spread))) / 1000n;
    return {
      price,
      marketCap: price * supply,
      volume24h: (price * supply * random.between(20n, 120n)) / 1000n,
    };
  });
}

/** The rows of a week by market cap, the largest first. */
function rowsOf(
  coins: ReadonlyMap<string, readonly (CoinWeek | undefined)[]>,
  date: string,
  week: number,
): MarketRow[] {
  const rows = [...coins].flatMap(([id, weeks]) => {
    const coin = weeks[week];
    return coin === undefined ? [] : [{ date, id, ...coin }];
  });
  return rows.sort((a, b) =>
    a.marketCap === b.marketCap ? (a.id < b.id ? -1 : 1) : a.marketCap > b.marketCap ? -1 : 1,
  );
}

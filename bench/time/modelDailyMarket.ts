import type { DailyClose, Market, MarketRow, MarketWeek } from "@sheaf/sdk/market/market";
import { splitMix64 } from "@sheaf/lab/market/splitMix64";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";

export type DailyMarketInputs = {
  readonly seed: number;
  readonly days: number; // {day}
  readonly names: number;
};

const WAD = 10n ** 18n;
const MEAN_DAYS = 100; // {day} closes before the first date, so that the regime is known from the start
const FIRST_DAY = 22_000; // {day} 2030-03-27
const LEADER = "coin-001";
/** {1e-4} What a day's move is drawn from: -3 % to +3.1 %. */
const [LEAST_MOVE, MOST_MOVE] = [-300n, 310n];

/** A market with rows on every day, the same for the same seed: prices that wander, and nothing else. Only to measure time with. */
export function modelDailyMarket({ seed, days, names }: DailyMarketInputs): Market {
  const ids = Array.from({ length: names }, (_, at) => `coin-${String(at + 1).padStart(3, "0")}`);
  const walks = ids.map((_, at) => walk(seed, at, MEAN_DAYS + days));
  const leaderCloses = (walks[0] ?? []).map((close, day): DailyClose => ({
    date: fromDayNumber(FIRST_DAY - MEAN_DAYS + day),
    close,
  }));
  const weeks = Array.from({ length: days }, (_, day): MarketWeek => {
    const date = fromDayNumber(FIRST_DAY + day);
    const rows = ids.map((id, at): MarketRow => {
      const price = walks[at]?.[MEAN_DAYS + day - 1] ?? WAD; // the close of the day before
      const supply = 10n ** 9n / BigInt(at + 1); // {tok}
      return { date, id, price, marketCap: price * supply, volume24h: (price * supply) / 20n };
    });
    return { date, rows };
  });
  return {
    name: `daily market (seed ${seed})`,
    modelled: true,
    leader: LEADER,
    weeks,
    leaderCloses,
    excluded: new Set(),
  };
}

/** D18{usd/tok} */
function walk(seed: number, at: number, days: number): bigint[] {
  const random = splitMix64(seed, at);
  let price = 100n * WAD;
  return Array.from({ length: days }, () => {
    price += (price * random.between(LEAST_MOVE, MOST_MOVE)) / 10_000n;
    return price;
  });
}

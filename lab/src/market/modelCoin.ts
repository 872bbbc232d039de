import { squareRoot } from "@sheaf/sdk/units/squareRoot";
import { WAD } from "@sheaf/sdk/units/wad";
import { splitMix64 } from "./splitMix64.ts";
import type { RandomStream } from "./splitMix64.ts";

/** A coin in one week, or undefined where the week's rows do not mention it. */
export type CoinWeek = {
  readonly price: bigint; // D18{usd/tok}
  readonly marketCap: bigint; // D18{usd}
  readonly volume24h: bigint; // D18{usd}
};

export type CoinInputs = {
  readonly seed: number;
  /** 2 is the largest coin after the leader. */
  readonly rank: number;
  /** Weekly returns of the leader in billionths, the first of week 1. */
  readonly leaderReturns: readonly bigint[];
};

type Fate = {
  readonly listed: number; // {week} of the first row
  readonly collapse: number; // {week} of the first crash, infinite for most
  readonly missed: number; // {week} without a row, though there are rows around it
};

type Temper = {
  readonly beta: bigint; // in thousandths of the leader's return
  readonly drift: bigint; // in billionths a week, the mean of the coin's own part of its return
  readonly deviation: bigint; // in billionths a week, of that part
  readonly inflation: bigint; // in millionths of the supply a week
};

const BILLION = 10n ** 9n;
const NEVER = Number.POSITIVE_INFINITY;
/** What is left of a price in each week of a collapse, in hundredths. There are no rows after the last of them. */
const COLLAPSE = [22n, 15n, 20n] as const;

/** The weeks of a made-up coin: its price follows the leader by its beta, with a return of its own. Integers only. */
export function modelCoin({ seed, rank, leaderReturns }: CoinInputs): (CoinWeek | undefined)[] {
  const random = splitMix64(seed, rank);
  const fate = fateOf(rank, random);
  const temper = temperOf(rank, random);
  let price = firstPrice(rank, fate, random);
  let supply = (firstCap(rank, random) * WAD) / price; // D18{tok}
  return [0n, ...leaderReturns].map((leaderReturn, week) => {
    const factor = BILLION + ownReturn(leaderReturn, temper, random);
    const turnover = random.between(15n, 200n); // in thousandths of the market cap
    if (week > fate.listed) {
      price = (price * (week < fate.collapse ? factor : crash(week - fate.collapse))) / BILLION;
      supply += (supply * temper.inflation) / 1_000_000n;
    }
    if (week < fate.listed || week === fate.missed || week >= fate.collapse + COLLAPSE.length)
      return undefined;
    const marketCap = (price * supply) / WAD;
    return { price, marketCap, volume24h: (marketCap * turnover) / 1000n };
  });
}

/** By rank, so that every year has large coins that enter, leave and miss a week; the weeks are drawn. */
function fateOf(rank: number, random: RandomStream): Fate {
  const large = rank < 12;
  const listed = rank % 13 === 6 ? Number(random.between(3n, large ? 9n : 40n)) : 0;
  const collapse = rank % 17 === 8 ? Number(random.between(6n, large ? 12n : 44n)) : NEVER;
  const missed = rank % 9 === 4 ? Number(random.between(2n, large ? 12n : 48n)) : NEVER;
  return { listed, collapse, missed };
}

function temperOf(rank: number, random: RandomStream): Temper {
  return {
    beta: random.between(650n, 1350n),
    drift: random.between(-6_000_000n, 16_000_000n),
    deviation: random.between(60_000_000n, rank < 12 ? 100_000_000n : 150_000_000n),
    inflation: random.between(0n, 2500n),
  };
}

/** In billionths, from a loss of 60 % to a gain of 150 %. */
function ownReturn(
  leaderReturn: bigint,
  { beta, drift, deviation }: Temper,
  random: RandomStream,
): bigint {
  const wanted = (leaderReturn * beta) / 1000n + drift + random.bell(deviation);
  return wanted < -600_000_000n ? -600_000_000n : wanted > 1_500_000_000n ? 1_500_000_000n : wanted;
}

function crash(week: number): bigint {
  return ((COLLAPSE[week] ?? 100n) * BILLION) / 100n;
}

/** D18{usd} A power law, 4e11 / rank^1.5, up to 15 % off. */
function firstCap(rank: number, random: RandomStream): bigint {
  const power = squareRoot(BigInt(rank) ** 3n * 10n ** 12n); // rank^1.5 in millionths
  const exact = (400_000_000_000n * WAD * 1_000_000n) / power;
  return (exact * random.between(850n, 1150n)) / 1000n;
}

/** D18{usd/tok} From 1e-5 to 1e3, every power of ten as likely; above a cent if large, or due to lose nearly all of it. */
function firstPrice(rank: number, fate: Fate, random: RandomStream): bigint {
  const exponent = random.between(rank < 12 || fate.collapse !== NEVER ? -2n : -5n, 2n);
  return random.between(1000n, 9999n) * 10n ** (15n + exponent);
}

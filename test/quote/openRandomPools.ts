import type { RandomStream } from "@sheaf/lab/market/splitMix64";
import { HIGHEST_LIMIT, LOWEST_LIMIT } from "@sheaf/sdk/uniswapV3/sqrtPriceAtTick";
import { tickAtSqrtPrice } from "@sheaf/sdk/uniswapV3/tickAtSqrtPrice";
import { squareRoot } from "@sheaf/sdk/units/squareRoot";

import type { Priced } from "../fixtures/openPool.ts";
import { worth } from "../fixtures/openPool.ts";
import { TICK_SPACINGS } from "../uniswapV3/poolsFixture.ts";
import type { StatesFixture } from "./statesFixture.ts";

const FEES = [100, 500, 3_000, 10_000] as const;
const LAST_TICK = 887_272;
const MOST = 1n << 105n; // liquidity, of which four fit on every tick of the narrowest spacing

/** Opens pools of every component, of any tier and depth, against USDC or WETH, about its price or off it, and trades in some. */
export async function openRandomPools(fixture: StatesFixture, random: RandomStream): Promise<void> {
  const { listed, dollar, wrapped } = fixture;
  const { between } = random;
  for (const fee of FEES)
    if (between(0n, 2n) > 0n) await openOne(fixture, random, [wrapped, dollar], fee, true);
  for (const name of listed) {
    if (name.token === wrapped.token) continue;
    for (let count = between(0n, 3n); count > 0n; count -= 1n) {
      const other = between(0n, 2n) === 0n ? wrapped : dollar;
      const fee = FEES[Number(between(0n, 3n))];
      await openOne(fixture, random, [name, other], fee, false);
    }
  }
}

async function openOne(
  { maker, pools }: StatesFixture,
  { between }: RandomStream,
  pair: readonly [Priced, Priced],
  fee: (typeof FEES)[number],
  deep: boolean,
): Promise<void> {
  const [low, high] = pair.toSorted((a, b) => (BigInt(a.token) < BigInt(b.token) ? -1 : 1));
  if (BigInt(await pools.getPool(low.token, high.token, fee)) !== 0n) return;
  const off = between(0n, 9n) === 0n ? between(1n, 3_000n) : between(980n, 1_020n); // thousandths of the price
  const numerator = low.price * off * 10n ** BigInt(high.decimals);
  const denominator = high.price * 1_000n * 10n ** BigInt(low.decimals);
  const sqrtPriceX96 = squareRoot((numerator << 192n) / denominator);
  if (sqrtPriceX96 < 2n * LOWEST_LIMIT || sqrtPriceX96 > HIGHEST_LIMIT / 2n) return;
  await maker.open(low.token, high.token, fee, sqrtPriceX96);
  const pool = await pools.getPool(low.token, high.token, fee);

  const spacing = TICK_SPACINGS[fee];
  const last = Math.floor(LAST_TICK / spacing) * spacing;
  const here = Math.floor(tickAtSqrtPrice(sqrtPriceX96) / spacing) * spacing;
  for (let count = between(1n, 4n); count > 0n; count -= 1n) {
    const dollars = 10n ** between(deep ? 5n : 1n, 7n);
    const wanted = squareRoot(worth(low, dollars) * worth(high, dollars)) + 1n;
    const liquidity = wanted < MOST ? wanted : MOST;
    const reach = Number(between(1n, 40n)) * spacing;
    const shift = Number(between(-10n, 10n)) * spacing;
    const full = between(0n, 1n) === 0n;
    const lower = full ? -last : Math.max(-last, here + shift - reach);
    const upper = full ? last : Math.min(last, here + shift + reach);
    if (lower < upper) await maker.provide(pool, lower, upper, liquidity);
  }
  if (between(0n, 1n) === 0n) return;
  // There and back, about as far as a tenth of a per cent.
  await maker.swap(pool, true, worth(low, 10n) + 1n, (sqrtPriceX96 * 999n) / 1_000n);
  await maker.swap(pool, false, worth(high, 10n) + 1n, (sqrtPriceX96 * 1_001n) / 1_000n);
}

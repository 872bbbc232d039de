import { mulDivDown } from "../units/mulDivDown.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import type { Pool } from "./pool.ts";

/** What is asked of a pool: sell so much of the component for USDC, or buy so much of it with USDC. */
export type SwapRequest = {
  readonly pool: Pool;
  readonly side: "sell" | "buy";
  readonly amount: bigint; // {tok} of the component
  readonly sqrtPriceLimitX96: bigint; // Q64.96
};

export type SwapQuote = {
  readonly amount: bigint; // {tok} of the component that moves before the limit stops the swap
  readonly usdc: bigint; // {usdc} received for a sale, rounded down; paid for a purchase, rounded up
  readonly sqrtPriceX96: bigint; // Q64.96 afterwards
};

const Q96 = 1n << 96n;
const FEE_SCALE = 1_000_000n; // {1e6}
const NOTHING = { amount: 0n, usdc: 0n };

/**
 * What a swap would do, with Uniswap v3's own arithmetic and the liquidity that is in range now. It is exact while the
 * price stays between the initialized ticks around it; beyond one the pool may be deeper or shallower.
 */
export function quoteSwap({ pool, side, amount, sqrtPriceLimitX96 }: SwapRequest): SwapQuote {
  const { sqrtPriceX96: from, liquidity } = pool;
  const falls = pool.tokenIsToken0 === (side === "sell"); // token0 comes in, so token1 per token0 falls
  const passed = falls ? from <= sqrtPriceLimitX96 : from >= sqrtPriceLimitX96;
  if (amount <= 0n || liquidity === 0n || passed) return { ...NOTHING, sqrtPriceX96: from };
  return side === "sell"
    ? quoteSale(pool, amount, sqrtPriceLimitX96)
    : quotePurchase(pool, amount, sqrtPriceLimitX96);
}

/** Exact input of the component, as far as the limit allows. */
function quoteSale(pool: Pool, amount: bigint, limit: bigint): SwapQuote {
  const { sqrtPriceX96: from, liquidity, fee, tokenIsToken0 } = pool;
  const toLimit = withFee(
    tokenIsToken0
      ? amount0Of(from, limit, liquidity, "up")
      : amount1Of(from, limit, liquidity, "up"),
    fee,
  );
  const stops = toLimit < amount;
  const paid = stops ? toLimit : amount;
  const net = mulDivDown(amount, FEE_SCALE - fee, FEE_SCALE);
  const to = stops
    ? limit
    : tokenIsToken0
      ? after0(from, liquidity, net)
      : from + (net * Q96) / liquidity;
  const usdc = tokenIsToken0
    ? amount1Of(from, to, liquidity, "down")
    : amount0Of(from, to, liquidity, "down");
  return { amount: paid, usdc, sqrtPriceX96: to };
}

/** Exact output of the component, as far as the limit allows. */
function quotePurchase(pool: Pool, amount: bigint, limit: bigint): SwapQuote {
  const { sqrtPriceX96: from, liquidity, fee, tokenIsToken0 } = pool;
  const toLimit = tokenIsToken0
    ? amount0Of(from, limit, liquidity, "down")
    : amount1Of(from, limit, liquidity, "down");
  const stops = toLimit <= amount;
  const received = stops ? toLimit : amount;
  const to = stops
    ? limit
    : tokenIsToken0
      ? mulDivUp(liquidity * Q96, from, liquidity * Q96 - amount * from)
      : from - mulDivUp(amount, Q96, liquidity);
  const net = tokenIsToken0
    ? amount1Of(from, to, liquidity, "up")
    : amount0Of(from, to, liquidity, "up");
  return { amount: received, usdc: withFee(net, fee), sqrtPriceX96: to };
}

/** Q64.96 Price after `net` {tok0} came in, rounded up as the pool does. */
function after0(from: bigint, liquidity: bigint, net: bigint): bigint {
  return mulDivUp(liquidity * Q96, from, liquidity * Q96 + net * from);
}

/** {tok0} between two prices. */
function amount0Of(a: bigint, b: bigint, liquidity: bigint, rounding: "up" | "down"): bigint {
  const [lower, upper] = a < b ? [a, b] : [b, a];
  const numerator = liquidity * Q96 * (upper - lower);
  return rounding === "up"
    ? mulDivUp(mulDivUp(numerator, 1n, upper), 1n, lower)
    : numerator / upper / lower;
}

/** {tok1} between two prices. */
function amount1Of(a: bigint, b: bigint, liquidity: bigint, rounding: "up" | "down"): bigint {
  const difference = a < b ? b - a : a - b;
  return rounding === "up" ? mulDivUp(liquidity, difference, Q96) : (liquidity * difference) / Q96;
}

/** {tok} What has to come in so that `net` is left after the fee. */
function withFee(net: bigint, fee: bigint): bigint {
  return net + mulDivUp(net, fee, FEE_SCALE - fee);
}

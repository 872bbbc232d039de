import type { Address } from "viem";

/** One name for a pool, whichever token is called first. */
export function poolKey(tokenA: Address, tokenB: Address, fee: number): string {
  const [a, b] = [tokenA.toLowerCase(), tokenB.toLowerCase()];
  return a < b ? `${a}-${b}-${fee}` : `${b}-${a}-${fee}`;
}

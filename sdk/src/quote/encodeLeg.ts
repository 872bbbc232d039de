import { encodePacked } from "viem";
import type { Address, Hex } from "viem";

/** How the router is to swap one component. */
export type RouterLeg = {
  readonly component: Address;
  readonly fee: number; // {1e6} of the component's pool; zero: no swap
  readonly wethFee: number; // {1e6} zero: the pool is against USDC; else of the pool of WETH and USDC behind it
  readonly limit: bigint; // {usdc} most to pay or least to get; zero: none of its own
};

/** Limits that do not fit: over $281 million. */
const LIMIT_END = 1n << 48n;

/** The word that `IIndexRouter` takes for a leg. A limit that does not fit is left out: the total's stays. */
export function encodeLeg({ component, fee, wethFee, limit }: RouterLeg): Hex {
  return encodePacked(
    ["address", "uint24", "uint24", "uint48"],
    [component, fee, wethFee, Number(limit < LIMIT_END ? limit : 0n)],
  );
}

import { encodePacked } from "viem";
import type { Address, Hex } from "viem";

/** How the router is to swap one component. */
export type RouterLeg = {
  readonly component: Address;
  readonly fee: number; // {1e6} of the component's pool; zero: no swap
  readonly wethFee: number; // {1e6} zero: the pool is against USDC; else of the pool of WETH and USDC behind it
  readonly limit: bigint; // {usdc} most to pay or least to get; zero: no swap, or no limit
};

/** {usdc} The largest limit: $281 million. */
export const LARGEST_LIMIT = (1n << 48n) - 1n;

/** The word that `IIndexRouter` takes for a leg. A larger limit than the largest is that. */
export function encodeLeg({ component, fee, wethFee, limit }: RouterLeg): Hex {
  return encodePacked(
    ["address", "uint24", "uint24", "uint48"],
    [component, fee, wethFee, Number(limit < LARGEST_LIMIT ? limit : LARGEST_LIMIT)],
  );
}

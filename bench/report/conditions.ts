/** What swaps do to their pools: nothing, leave the tick, or leave it over an initialized one. */
export type PoolMotion = "still" | "moving" | "crossing";

/** In what world an exchange for USDC is measured, where not in the barest: pools that stand still, and USDC a plain ERC-20. */
export type Conditions = {
  readonly market?: PoolMotion; // still if not said
  readonly usdc?: "plain" | "proxied"; // plain if not said; proxied as where it is deployed
};

/** A way from a component to USDC: straight, or through WETH. */
export type Route = {
  readonly fee: number; // {1e6} of the component's pool
  readonly wethFee: number; // {1e6} zero: that pool is against USDC; else of the pool of WETH and USDC
};

const FEES = [500, 3_000, 10_000, 100] as const;

/** Every way that a quote tries: straight in each tier, and through each pair of tiers. */
export function candidateRoutes(isWeth: boolean): readonly Route[] {
  return isWeth ? DIRECT : ALL;
}

const DIRECT: readonly Route[] = FEES.map((fee) => ({ fee, wethFee: 0 }));
const ALL: readonly Route[] = [
  ...DIRECT,
  ...FEES.flatMap((wethFee) => FEES.map((fee): Route => ({ fee, wethFee }))),
];

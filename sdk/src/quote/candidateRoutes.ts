/** A way from a component to USDC: straight, or through WETH. */
export type Route = {
  readonly fee: number; // {1e6} of the component's pool
  readonly wethFee: number; // {1e6} zero: that pool is against USDC; else of the pool of WETH and USDC
};

const FEES = [500, 3_000, 10_000, 100] as const;
const WETH_FEE = 500;

/** Every way that a quote tries, the usual ones first. */
export function candidateRoutes(isWeth: boolean): readonly Route[] {
  const direct = FEES.map((fee): Route => ({ fee, wethFee: 0 }));
  return isWeth ? direct : [...direct, ...FEES.map((fee): Route => ({ fee, wethFee: WETH_FEE }))];
}

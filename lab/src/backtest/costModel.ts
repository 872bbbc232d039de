/** What trading costs in a backtest. Pools stand at the market's price when a date begins. */
export type CostModel = {
  readonly poolFee: bigint; // {1e6} hundredths of a basis point
  readonly depthDivisor: bigint; // depth per side of a pool = volume of 24 hours / divisor
  readonly leastDepth: bigint; // D18{usd}
  readonly mostDepth: bigint; // D18{usd}
  /** How often within a date pools come back to the market's price: then large legs are traded in so many chunks more. */
  readonly refills: number;
  readonly gasPrice: bigint; // D18{usd/gas}
  readonly gasPerEpoch: bigint; // {gas} to start and close one, whatever its components
  readonly gasPerComponent: bigint; // {gas} of a component in the start
  /** WAD What an epoch's trades may lose: the first and those of a regime change, and the others. */
  readonly largeLossCap: bigint;
  readonly weeklyLossCap: bigint;
};

/** A rollup's or a calm main net's gas (1 gwei at $3,000), 0.3 % pools a hundredth of a day's volume deep, the caps of the demo. */
export const COST_MODEL: CostModel = {
  poolFee: 3000n,
  depthDivisor: 100n,
  leastDepth: 50_000n * 10n ** 18n,
  mostDepth: 200_000_000n * 10n ** 18n,
  refills: 0,
  gasPrice: 3_000_000_000_000n,
  gasPerEpoch: 400_000n,
  gasPerComponent: 65_000n,
  largeLossCap: 30_000_000_000_000_000n,
  weeklyLossCap: 10_000_000_000_000_000n,
};

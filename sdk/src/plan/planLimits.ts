/** Bounds of a plan. Parts are WAD. */
export type PlanLimits = {
  readonly gasCap: bigint; // {gas} of a transaction
  readonly gasShare: bigint; // WAD, of the cap: what a trade may be planned to use
  readonly gasPerTrade: bigint; // {gas} whatever its legs
  readonly gasPerLeg: bigint; // {gas}
  readonly minimumTradeOfNav: bigint; // WAD
  readonly minimumTrade: bigint; // {uoa} for example 20 times what a leg's gas costs
  readonly toleranceOfTarget: bigint; // WAD, the vault's
  readonly toleranceOfNav: bigint; // WAD, the vault's
  readonly worstPrice: bigint; // WAD, how far beyond the oracle's price a leg may take its pool
  readonly reserve: bigint; // WAD, part of the USDC for purchases that is kept back, as pools may move before the trade
};

/** The vault's tolerances, EIP-7825's cap, and measured gas. */
export const PLAN_LIMITS: PlanLimits = {
  gasCap: 2n ** 24n,
  gasShare: 700_000_000_000_000_000n,
  gasPerTrade: 250_000n,
  gasPerLeg: 155_000n,
  minimumTradeOfNav: 500_000_000_000_000n,
  minimumTrade: 0n,
  toleranceOfTarget: 20_000_000_000_000_000n,
  toleranceOfNav: 500_000_000_000_000n,
  worstPrice: 15_000_000_000_000_000n,
  reserve: 100_000_000_000_000n,
};

import type { Address } from "viem";

/** A Uniswap v3 pool of the token against USDC or WETH. */
export type PoolFact = {
  readonly pool: Address;
  readonly against: "USDC" | "WETH";
  readonly fee: number; // {1e6}
  readonly liquidity: bigint; // in range now
  readonly reserve: bigint; // {tok} of USDC or WETH that the pool holds
  readonly price: bigint; // D18{USDC or WETH/token}
};

/** Facts of a proposed token and its feed, read from the chain. A fact that cannot be read is undefined. */
export type ListingFacts = {
  readonly now: bigint; // {s}
  readonly usdc: Address;
  readonly token: {
    readonly address: Address;
    readonly symbol: string | undefined;
    readonly decimals: number | undefined;
    readonly isListed: boolean;
    readonly isProbed: boolean;
  };
  readonly feed: {
    readonly address: Address;
    readonly description: string | undefined;
    readonly decimals: number | undefined;
    readonly answer: bigint | undefined; // D(feed){usd/token}
    readonly updatedAt: bigint | undefined; // {s}
  };
  readonly pools: readonly PoolFact[];
};

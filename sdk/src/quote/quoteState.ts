import type { Address } from "viem";

import type { Pool } from "../uniswapV3/pool.ts";

/** What a quote needs to know of a component. */
export type QuotedComponent = {
  readonly token: Address;
  readonly readable: boolean;
  readonly held: bigint; // {tok} by all holders
  readonly pendingShares: bigint; // {share} claims on it that are kept in shares
  readonly price: bigint | undefined; // {uoa} per 1e36 {tok}; undefined: unknown
};

/** An index and the pools of its components, all at one block. */
export type QuoteState = {
  readonly blockNumber: bigint;
  readonly vault: Address;
  readonly usdc: Address;
  readonly weth: Address;
  readonly supply: bigint; // {share}
  readonly streamingRate: bigint; // D18{1/s} part of the shares that each second costs
  readonly issuanceFee: bigint; // {1e6} part of the shares issued, on top of what the buyer gets
  readonly basketId: bigint;
  readonly navPerShare: bigint; // D18{uoa/share}
  readonly navComplete: boolean;
  readonly components: readonly QuotedComponent[]; // in basket order
  readonly pools: ReadonlyMap<string, Pool>; // by `poolKey`
};

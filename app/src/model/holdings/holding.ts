import type { Address } from "viem";

/** A state of a holding that a person should know of. */
export type HoldingMark =
  | "kept as it is"
  | "frozen"
  | "not bought"
  | "unlisted"
  | "unreadable"
  | "no price"
  | "leaving"
  | "stablecoin";

/** A row of the holdings. What is unknown is undefined, never zero. */
export type Holding = {
  readonly token: Address;
  readonly symbol: string;
  readonly name: string; // the symbol where the token list has no name
  readonly decimals: number;
  readonly held: bigint | undefined; // {tok}
  readonly price: bigint | undefined; // D18{uoa/tok} of one whole token
  readonly pricedAt: bigint | undefined; // {s}
  readonly value: bigint | undefined; // {uoa}
  readonly weight: bigint | undefined; // {1} WAD
  readonly target: bigint | undefined; // {1} WAD weight that the last rebalance aimed at
  readonly drift: bigint | undefined; // {1} WAD weight over target, less one
  readonly stable: boolean;
  readonly marks: readonly HoldingMark[];
};

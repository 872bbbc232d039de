import { mulDivUp } from "../units/mulDivUp.ts";

const PIPS = 1_000_000n;

/**
 * {share} The fee that is issued on top of `shares`, rounded up as the vault does: the given part of both together.
 * @param fee {1e6}
 */
export function issuanceFeeOn(shares: bigint, fee: bigint): bigint {
  return mulDivUp(shares, PIPS, PIPS - fee) - shares;
}

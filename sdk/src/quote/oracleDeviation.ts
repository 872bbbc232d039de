import { mulDivUp } from "../units/mulDivUp.ts";
import { WAD } from "../units/wad.ts";

export type DeviationInputs = {
  readonly amount: bigint; // {tok} sold if positive, bought if negative
  readonly usdc: bigint; // {usdc} received or paid
  readonly price: bigint; // {uoa} per 1e36 {tok}
  readonly usdcPrice: bigint; // {uoa} per 1e36 {usdc}
};

/** {usdc} What rounding may take in USDC from a leg of two pools. */
const ROUNDING = 2n;
/** {usdc} What the rounding of one unit of the component may take: five cents. */
const COARSEST = 50_000n;

/**
 * WAD How much worse than at the oracle's price an exchange is, rounded up; negative if it is better. Out of account are two units
 * of USDC, and one of the component if it is worth less than five cents: small legs of coarse tokens lose as much to rounding.
 */
export function oracleDeviation({ amount, usdc, price, usdcPrice }: DeviationInputs): bigint {
  const size = amount > 0n ? amount : -amount;
  const fair = size * price; // {uoa} * 1e36, as all that follows
  const moved = usdc * usdcPrice;
  const unit = price < COARSEST * usdcPrice ? price : 0n;
  const lost = (amount > 0n ? fair - moved : moved - fair) - unit - ROUNDING * usdcPrice;
  return mulDivUp(lost, WAD, fair);
}

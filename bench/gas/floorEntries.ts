import { concat, toBeHex } from "ethers";

const SHARE_PRICE = 100n; // {usd/share} and, within a basis point, {token/share} of a component that is everything
const USDC_SCALE = 10n ** 12n; // 18 decimals to 6

/** An order's basket as the floor lists it: 20 bytes of token, 12 of units D18{tok/share}. */
export function floorEntries(
  {
    components,
    weights,
  }: { readonly components: readonly string[]; readonly weights: readonly bigint[] },
  usdc: string,
): string[] {
  return components.map((token, at) => {
    const units = weights[at] * SHARE_PRICE;
    return concat([token, toBeHex(token === usdc ? units / USDC_SCALE : units, 12)]);
  });
}

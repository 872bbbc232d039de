import type { IndexVault } from "../types/index.js";
import type { LocalMarket } from "../market/LocalMarket.ts";

const WAD = 10n ** 18n;

/** D18{usd/token} by id, USDC's among them. */
export type LastPrices = ReadonlyMap<string, bigint>;

/** What one share holds, by id: D36{tok/share}, so that components of few decimals lose nothing to rounding. */
export type UnitsPerShare = ReadonlyMap<
  string,
  { readonly units: bigint; readonly decimals: number }
>;

/** Reads what one share holds from the chain. */
export async function readUnitsPerShare(
  market: LocalMarket,
  vault: IndexVault,
): Promise<UnitsPerShare> {
  const usdc = (await market.usdc.getAddress()).toLowerCase();
  const byToken = new Map(
    [...market.names.values()].map((name) => [name.token.toLowerCase(), name]),
  );
  const [components] = await vault.basket(await vault.basketId());
  const [holdings, supply] = [await vault.holdings(), await vault.totalSupply()];
  const units = new Map<string, { units: bigint; decimals: number }>();
  for (const [position, component] of components.entries()) {
    const name = byToken.get(component.toLowerCase());
    const id = component.toLowerCase() === usdc ? "usdc" : (name?.id ?? component);
    units.set(id, {
      units: ((holdings[position] ?? 0n) * WAD * WAD) / supply,
      decimals: name?.tokenDecimals ?? 6,
    });
  }
  return units;
}

/** D18{usd/share} Value of one share's units at the last prices seen; a name that never had a price counts as nothing. */
export function navPerShare(unitsPerShare: UnitsPerShare, prices: LastPrices): bigint {
  let nav = 0n;
  for (const [id, { units, decimals }] of unitsPerShare) {
    // D18{usd/share} = D36{tok/share} * D18{usd/token} / 10^decimals {tok/token} / D18 / D18{share}
    nav += (units * (prices.get(id) ?? 0n)) / 10n ** BigInt(decimals) / WAD;
  }
  return nav;
}

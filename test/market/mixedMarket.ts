import { network } from "hardhat";

import { addToMarket } from "../../market/addToMarket.ts";
import { createLocalMarket } from "../../market/createLocalMarket.ts";
import type { LocalMarket, MarketRow } from "../../market/LocalMarket.ts";
import { usd } from "./usd.ts";

/** {decimals} and price of a name, by the first letter of its id. */
const KINDS = {
  a: { decimals: 6, price: usd("42") },
  b: { decimals: 8, price: usd("64321.12345678") },
  c: { decimals: 18, price: usd("0.00001234") },
  d: { decimals: 24, price: usd("0.00000000123456789") },
};

export type MixedMarket = Awaited<ReturnType<typeof network.create>> & {
  market: LocalMarket;
  rows: MarketRow[];
};

/** A market with a token of 6, 8, 18 and 24 decimals on either side of the dollar in its pool: eight names or more. */
export async function mixedMarket(): Promise<MixedMarket> {
  const connection = await network.create();
  const decimalsOf = (id: string): number => KINDS[id[0] as keyof typeof KINDS].decimals;
  const market = await createLocalMarket({
    ethers: connection.ethers,
    ignition: connection.ignition,
    decimalsOf,
  });

  const rows: MarketRow[] = [];
  for (const [letter, { price }] of Object.entries(KINDS)) {
    const sides = new Set<boolean>();
    for (let number = 0; sides.size < 2; number++) {
      const row = { id: `${letter}${number}`, price, volume24h: usd("50000000") };
      const [name] = await addToMarket(market, [row]);
      sides.add(name.tokenIsToken0);
      rows.push(row);
    }
  }
  return { ...connection, market, rows };
}

import { id as hashOf } from "ethers";

import type { MarketRow } from "./LocalMarket.ts";

/**
 * Made-up rows for tests and measurements: prices from 1e-8 to 1e5 dollars that move by up to 20 % in a week, the
 * same on every machine.
 */
export function wanderingRows(count: number, week: number): MarketRow[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `name-${at}`;
    let price = 10n ** BigInt(10 + ((at * 5) % 14)); // D18{usd/token}
    for (let past = 1; past <= week; past++) price = (price * (80n + draw(id, past, 41n))) / 100n;
    return { id, price, volume24h: 10n ** BigInt(24 + (at % 5)) * (1n + draw(id, week, 9n)) };
  });
}

function draw(id: string, week: number, below: bigint): bigint {
  return BigInt(hashOf(`${id} ${week}`)) % below;
}

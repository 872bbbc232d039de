import { network } from "hardhat";

import { alignPools } from "./alignPools.ts";
import { createLocalMarket } from "./createLocalMarket.ts";
import type { MarketRow } from "./LocalMarket.ts";
import { moveMarket } from "./moveMarket.ts";
import { wanderingRows } from "./wanderingRows.ts";

const WEEK = 7 * 24 * 3600; // {s}

await measure(20, 22);
await measure(160, 2);

/** Prints how long a market of `count` names takes to list and to move `weeks` times. */
async function measure(count: number, weeks: number): Promise<void> {
  const { ethers, ignition, networkHelpers } = await network.create();
  const rows = (week: number): MarketRow[] => wanderingRows(count, week);

  let start = performance.now();
  const market = await createLocalMarket({ ethers, ignition, rows: rows(0) });
  print(`${count} names listed`, start);

  start = performance.now();
  for (let week = 1; week <= weeks; week++) {
    await networkHelpers.time.increase(WEEK);
    await moveMarket(market, rows(week));
  }
  print(`${count} names moved ${weeks} times`, start);

  start = performance.now();
  for (const { token } of market.names.values())
    await market.operator.buy(token, 1_000n * 10n ** 6n);
  print(`${count} purchases`, start);

  start = performance.now();
  const moved = await alignPools(market);
  print(`${moved.length} pools aligned`, start);
}

function print(what: string, start: number): void {
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

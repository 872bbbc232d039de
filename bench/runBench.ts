import { showElapsed } from "@sheaf/commands/showElapsed";

import type { BenchReport, BenchRow, OpcodeRow, PairTrade, TimeRow } from "./report/benchReport.ts";
import { legCostOf } from "./gas/legCostOf.ts";
import { measureIndex } from "./gas/measureIndex.ts";
import { measureSizes } from "./size/measureSizes.ts";
import { measureTimes } from "./time/measureTimes.ts";
import { openProject } from "./openProject.ts";
import { readVersions } from "./report/readVersions.ts";
import { slopesOf } from "./gas/slopesOf.ts";

export type BenchOptions = {
  readonly sizes: readonly number[]; // {components}, ascending
  readonly print: (line: string) => void;
};

/** Measures an index of every size, each on a chain of its own. Opcodes are traced in the largest. */
export async function runBench({ sizes, print }: BenchOptions): Promise<BenchReport> {
  const began = performance.now();
  const elapsed = (): string => `${Math.round((performance.now() - began) / 1000)} s`;
  print("compiling, if anything changed");
  const environment = await showElapsed("compiling contracts", openProject);
  print(`compiled (${elapsed()})`);

  const rows: BenchRow[] = [];
  const pairs: PairTrade[] = [];
  const opcodes: OpcodeRow[] = [];
  const times: TimeRow[] = [];
  for (const n of sizes) {
    print(`${n} components`);
    const measures = await measureIndex(environment, { n, trace: n === Math.max(...sizes), print });
    rows.push(...measures.rows);
    opcodes.push(...measures.opcodes);
    times.push(...measures.times);
    for (const { work, ms, requests } of measures.times)
      print(`  ${work}: ${ms} ms, ${requests} requests`);
    if (measures.pair !== null) pairs.push(measures.pair);
    print(`${n} components measured (${elapsed()})`);
  }
  return {
    versions: await readVersions(environment),
    rows,
    slopes: slopesOf(rows),
    pairs,
    legCost: legCostOf(rows, pairs),
    opcodes,
    sizes: await measureSizes(environment),
    times: [...times, ...measureTimes()],
  };
}

import { expect } from "chai";
import { splitMix64 } from "@sheaf/sdk/market/splitMix64";

import { everybodyLeaves } from "../fixtures/leaving/everybodyLeaves.ts";
import type { LeavingCase } from "../fixtures/leaving/leavingCases.ts";
import { leavingCases } from "../fixtures/leaving/leavingCases.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

/** {cases} of a family in an ordinary run; all of them, and thousands of sets, in the nightly one. */
const SAMPLE = 40;
const NIGHTLY_SETS = 5_000;

const seed = Number(process.env.SHEAF_SEED ?? "1");
const nightly = process.env.SHEAF_NIGHTLY === "true";

/** A seeded part of the cases, in their order. */
function sample(cases: readonly LeavingCase[], size: number): [number, LeavingCase][] {
  const random = splitMix64(seed, 1);
  const numbered = [...cases.entries()];
  if (nightly || cases.length <= size) return numbered;
  const chosen = new Set<number>();
  while (chosen.size < size) chosen.add(Number(random.between(0n, BigInt(cases.length) - 1n)));
  return numbered.filter(([number]) => chosen.has(number));
}

describe("Everybody leaves, and is paid or credited floor((B-O)*s/S) of each component", function () {
  const use = useFixture(leavingFixture);
  this.timeout(nightly ? 6 * 3_600_000 : 300_000);

  for (const { name, cases } of leavingCases(seed, nightly ? NIGHTLY_SETS : SAMPLE)) {
    const chosen = sample(cases, SAMPLE);
    it(`L-1 L-2 L-4 V-1 V-3 in ${name}: ${chosen.length} of ${cases.length}, seed ${seed}`, async () => {
      const failures: string[] = [];
      for (const [number, { states, kinds, skip }] of chosen) {
        const snapshot = await use().networkHelpers.takeSnapshot();
        for (const { set } of states) await set(use());
        const wrong = await everybodyLeaves(use(), kinds, skip);
        const odd = [...kinds].map(([seat, kind]) => `${seat} ${kind.name}`);
        const circumstances = [...states.map((state) => state.name), ...odd, `skip ${skip}`];
        if (wrong.length > 0)
          failures.push(`${number}: ${[...circumstances, "", ...wrong].join("\n  ")}`);
        await snapshot.restore();
      }
      expect(failures.join("\n")).to.equal("");
    });
  }
});

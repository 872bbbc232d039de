import { expect } from "chai";

import { everybodyLeaves } from "../fixtures/leaving/everybodyLeaves.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import type { OddKind } from "../fixtures/leaving/oddKinds.ts";
import { ODD_KINDS } from "../fixtures/leaving/oddKinds.ts";
import { STATES } from "../fixtures/leaving/states.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("Leaving an index", () => {
  const use = useFixture(leavingFixture);
  const kindOf = (name: string): OddKind => ODD_KINDS.find((kind) => kind.name === name)!;

  for (const state of STATES) {
    it(`L-1 L-2 works while ${state.name}`, async () => {
      await state.set(use());
      expect(await everybodyLeaves(use(), new Map(), 0n)).to.deep.equal([]);
    });
  }

  it("L-1 L-2 works in all of these states at once, while one component burns all gas and one cannot be read", async () => {
    for (const { set } of STATES) await set(use());
    const kinds = new Map([
      [1, kindOf("burns all gas of a transfer")],
      [3, kindOf("burns all gas when its balance is read")],
    ]);
    expect(await everybodyLeaves(use(), kinds, 0n)).to.deep.equal([]);
  });
});

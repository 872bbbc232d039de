import { expect } from "chai";

import { everybodyLeaves } from "../fixtures/leaving/everybodyLeaves.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { ODD_KINDS } from "../fixtures/leaving/oddKinds.ts";
import { STATES } from "../fixtures/leaving/states.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.claim of odd components", () => {
  const use = useFixture(leavingFixture);
  const [inUnits, inShares] = ["units", "shares"].map((what) =>
    STATES.find(({ name }) => name === `Bob has a claim on every component, in ${what}`)!,
  );

  for (const kind of ODD_KINDS) {
    it(`L-1 L-4 pays what waited in shares of one that ${kind.name}, at once or when it can`, async () => {
      const { components, first } = use();
      const position = components.indexOf(await first.getAddress());
      await inShares.set(use());
      const skip = 1n << BigInt(position);
      expect(await everybodyLeaves(use(), new Map([[position, kind]]), skip)).to.deep.equal([]);
    });

    it(`V-1 L-1 L-4 pays what was owed in units before it ${kind.name}, at once or when it can`, async () => {
      const { components, second } = use();
      const position = components.indexOf(await second.getAddress());
      await inUnits.set(use());
      expect(await everybodyLeaves(use(), new Map([[position, kind]]), 0n)).to.deep.equal([]);
    });
  }
});

import { expect } from "chai";

import type { Mutant } from "@sheaf/mutate/mutant";
import { sampleMutants } from "@sheaf/mutate/sampleMutants";
import { mutantsIn, tinySource } from "./tinySource.ts";

describe("sampleMutants", () => {
  let mutants: Mutant[];
  before(() => {
    mutants = mutantsIn(
      tinySource(
        "require(a > b); require(a < 7); total = a - b - 3; emit Moved(to, a, b); token.transfer(to, 5);",
      ),
    );
  });
  const ids = (chosen: readonly Mutant[]): string[] => chosen.map(({ id }) => id);

  it("is the same for one seed, in whatever order mutants were found", () => {
    const sample = ids(sampleMutants(mutants, 7, 5));
    expect(sample).to.have.lengthOf(5);
    expect(ids(sampleMutants(mutants.toReversed(), 7, 5))).to.deep.equal(sample);
  });

  it("is another for another seed", () => {
    expect(ids(sampleMutants(mutants, 8, 5))).not.to.deep.equal(ids(sampleMutants(mutants, 7, 5)));
  });

  it("begins alike for every size, and is everything without one", () => {
    expect(ids(sampleMutants(mutants, 7, 9)).slice(0, 5)).to.deep.equal(
      ids(sampleMutants(mutants, 7, 5)),
    );
    expect(ids(sampleMutants(mutants, 7, undefined))).to.have.members(ids(mutants));
  });

  it("stays mostly as it was when mutants are added", () => {
    const fewer = mutants.slice(1);
    const kept = ids(sampleMutants(fewer, 7, 6)).filter((id) =>
      ids(sampleMutants(mutants, 7, 6)).includes(id),
    );
    expect(kept).to.have.lengthOf.at.least(5);
  });
});

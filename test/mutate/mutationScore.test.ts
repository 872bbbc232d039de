import { expect } from "chai";

import { mutationScore } from "@sheaf/mutate/mutationScore";
import { resultOf } from "./resultOf.ts";

const [A, B, C] = ["contracts/A.sol", "contracts/B.sol", "contracts/C.sol"];

describe("mutationScore", () => {
  it("is killed by killed and survived, over all and for each source", () => {
    const score = mutationScore([
      resultOf("1", "killed", B),
      resultOf("2", "survived", B),
      resultOf("3", "timeout", A),
      resultOf("4", "killed", A),
      resultOf("5", "equivalent", A),
      resultOf("6", "discarded", A),
    ]);
    expect(score).to.deep.include({
      killed: 3,
      survived: 1,
      equivalent: 1,
      discarded: 1,
      timeouts: 1,
      score: 0.75,
    });
    expect(score.files.map(({ file, score: part }) => [file, part])).to.deep.equal([
      [A, 1],
      [B, 0.5],
    ]);
  });

  it("is nothing where nothing was decided", () => {
    const score = mutationScore([resultOf("1", "equivalent", C), resultOf("2", "discarded", C)]);
    expect(score.score).to.equal(null);
    expect(score.files[0]?.score).to.equal(null);
    expect(mutationScore([]).score).to.equal(null);
  });
});

import { expect } from "chai";

import { decodeEnum } from "../../src/chain/decodeEnum.ts";
import { UnknownEnumError } from "../../src/chain/errors.ts";
import { EPOCH_KINDS, REGIMES, STATUSES } from "../../src/chain/enums.ts";

describe("decodeEnum", () => {
  it("names every value that the contracts know", () => {
    expect([0, 1, 2].map((value) => decodeEnum("regime", REGIMES, value))).to.deep.equal([
      "neutral",
      "bull",
      "bear",
    ]);
    expect(decodeEnum("epoch kind", EPOCH_KINDS, 3)).to.equal("wind-down");
    expect(decodeEnum("listing status", STATUSES, 3)).to.equal("frozen");
  });

  it("throws on a value that it does not know, and replaces none", () => {
    for (const value of [3, 255, -1])
      expect(() => decodeEnum("regime", REGIMES, value)).to.throw(
        UnknownEnumError,
        `The chain returned regime ${value}; this code knows 0 to 2. Use a version that fits the contracts.`,
      );
    expect(() => decodeEnum("epoch kind", EPOCH_KINDS, 4)).to.throw(UnknownEnumError);
    expect(() => decodeEnum("listing status", STATUSES, 4)).to.throw(UnknownEnumError);
  });
});

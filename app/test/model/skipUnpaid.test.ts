import { expect } from "chai";

import { skipUnpaid } from "../../src/model/skipUnpaid.ts";

const part = (amount: bigint, paid: boolean) =>
  ({ token: "0x01", symbol: "A", decimals: 18, amount, paid }) as const;

describe("skipUnpaid", () => {
  it("L-4 marks the positions that would stay a claim, and keeps those that were marked", () => {
    const parts = [part(1n, true), part(2n, false), part(0n, false), part(3n, false)];
    const forecast = { basketId: 7n, parts, skip: 1n << 90n };
    expect(skipUnpaid(forecast)).to.deep.equal({
      basketId: 7n,
      parts,
      skip: (1n << 90n) | 0b1010n,
    });
  });
});

import { expect } from "chai";

import { parsePendingTrade } from "../../src/model/parsePendingTrade.ts";
import type { PendingTrade } from "../../src/model/parsePendingTrade.ts";
import { writePendingTrade } from "../../src/model/writePendingTrade.ts";

const TRADE: PendingTrade = {
  version: 1,
  kind: "buy",
  vault: "0x2222222222222222222222222222222222222222",
  account: "0x3333333333333333333333333333333333333333",
  symbol: "TOP100",
  way: "permit",
  hash: `0x${"ab".repeat(32)}`,
  batch: null,
  nonce: 4,
  sentBlock: 812n,
  shares: 648_812_345_678_901_234n,
  usdc: 99_500_001n,
  limit: 100_000_000n,
  value: 99_280_000_000_000_000_001n,
  platformFee: 100_001n,
  etherPrice: null,
};

describe("parsePendingTrade", () => {
  it("reads a trade as it was written, to the last digit", () => {
    expect(parsePendingTrade(writePendingTrade(TRADE))).to.deep.equal(TRADE);
  });

  it("reads nothing from a text that is missing, no JSON, of another version or with a bad field", () => {
    const broken = (change: object): string => writePendingTrade({ ...TRADE, ...change });
    for (const text of [
      null,
      "",
      "{",
      "[]",
      broken({ version: 2 }),
      broken({ hash: "0x12" }),
      broken({ account: "nobody" }),
      broken({ shares: "-1" }),
      broken({ more: 1 }),
    ])
      expect(parsePendingTrade(text), String(text)).to.equal(undefined);
  });
});

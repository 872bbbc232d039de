import type { Quote } from "@sheaf/sdk/quote/quote";
import { expect } from "chai";

import { impactOf } from "../../src/model/impactOf.ts";
import { slippedOf } from "../../src/model/slippedOf.ts";
import { worsening } from "../../src/model/worsening.ts";

const PER_CENT = 10n ** 16n; // {1} WAD
const quote = (change: Partial<Quote>): Quote => ({
  blockNumber: 1n,
  basketId: 1n,
  shares: 1_000n,
  usdc: 1_000n,
  limit: 1_005n,
  platformFee: 0n,
  poolFee: 3n,
  impact: 0n,
  value: 990n,
  valueComplete: true,
  cost: 10n,
  deviation: undefined,
  deviations: [],
  gas: 1n,
  legs: [],
  unread: [],
  ...change,
});

describe("worsening", () => {
  it("is the part of the shares that a newer purchase brings less", () => {
    expect(worsening("buy", quote({}), quote({ shares: 990n }))).to.equal(PER_CENT);
  });

  it("is the part of the USDC that a newer sale brings less", () => {
    expect(worsening("sell", quote({}), quote({ usdc: 980n }))).to.equal(2n * PER_CENT);
  });

  it("looks at one side only", () => {
    expect(worsening("buy", quote({}), quote({ usdc: 1n }))).to.equal(0n);
    expect(worsening("sell", quote({}), quote({ shares: 1n }))).to.equal(0n);
  });

  it("is not above zero where the newer quote is as good or better", () => {
    expect(worsening("buy", quote({}), quote({ shares: 1_001n })) <= 0n).to.equal(true);
    expect(worsening("buy", quote({ shares: 0n }), quote({}))).to.equal(0n);
  });

  it("never rounds a loss away", () => {
    const large = 10n ** 24n;
    expect(worsening("buy", quote({ shares: large }), quote({ shares: large - 1n }))).to.equal(1n);
  });
});

describe("impactOf", () => {
  it("is the worse of the pools' and the oracle's measure", () => {
    expect(impactOf(quote({ impact: 3n, deviation: 5n }))).to.equal(5n);
    expect(impactOf(quote({ impact: 6n, deviation: 5n }))).to.equal(6n);
    expect(impactOf(quote({ impact: 6n, deviation: undefined }))).to.equal(6n);
  });
});

describe("slippedOf", () => {
  it("is positive where a purchase cost more or a sale brought less", () => {
    expect(slippedOf({ kind: "buy", usdc: 1_000n }, { usdc: 1_010n })).to.equal(PER_CENT);
    expect(slippedOf({ kind: "sell", usdc: 1_000n }, { usdc: 990n })).to.equal(PER_CENT);
    expect(slippedOf({ kind: "sell", usdc: 1_000n }, { usdc: 1_010n })).to.equal(-PER_CENT);
  });

  it("is zero where nothing was quoted in USDC", () => {
    expect(slippedOf({ kind: "redeem", usdc: 0n }, { usdc: 0n })).to.equal(0n);
  });
});

import { expect } from "chai";

import { costBasis } from "../../../src/model/portfolio/costBasis.ts";

const SHARE = 10n ** 18n;
const bought = (shares: bigint, usdc: bigint, feeShares = 0n) =>
  ({ kind: "bought", shares, usdc, feeShares }) as const;
const left = (shares: bigint) => ({ kind: "left", shares }) as const;

describe("costBasis", () => {
  it("sums what was paid", () => {
    const events = [bought(2n * SHARE, 200_000_000n), bought(SHARE, 130_000_000n)];
    expect(costBasis(events, 3n * SHARE)).to.deep.equal({ cost: 330_000_000n, fees: 0n });
  });

  it("takes the average cost away with shares that left, and rounds the rest up", () => {
    const events = [bought(3n, 100n), left(1n)];
    expect(costBasis(events, 2n).cost).to.equal(67n);
  });

  it("is zero after everything left, and starts anew", () => {
    const events = [bought(2n, 100n), left(2n), bought(1n, 7n)];
    expect(costBasis(events.slice(0, 2), 0n).cost).to.equal(0n);
    expect(costBasis(events, 1n).cost).to.equal(7n);
  });

  it("counts the purchase fee's part of what was paid, rounded up, and keeps it after an exit", () => {
    const events = [bought(999n * SHARE, 1_000_000_000n, SHARE), left(999n * SHARE)];
    expect(costBasis(events, 0n).fees).to.equal(1_000_000n);
    expect(costBasis([bought(2n, 100n, 1n)], 2n).fees).to.equal(34n);
  });

  it("does not know the cost where shares came or went in another way", () => {
    expect(costBasis([bought(2n, 100n)], 3n).cost).to.equal(undefined);
    expect(costBasis([bought(2n, 100n)], 1n).cost).to.equal(undefined);
    expect(costBasis([left(1n), bought(1n, 5n)], 0n).cost).to.equal(undefined);
  });
});

import { expect } from "chai";

import { dustOf } from "../../src/plan/dustOf.ts";
import { heldComponents } from "../../src/snapshot/heldComponents.ts";
import { smallSnapshot } from "../snapshot/smallSnapshot.ts";

const WAD = 10n ** 18n;
const DOLLAR = 10n ** 36n; // {uoa} per 1e36 {tok}, 18 decimals

describe("dustOf", () => {
  it("is the listing's, as far as that is worth half of a hundredth of a percent of NAV at most", () => {
    expect(dustOf(7n, DOLLAR, 1_000n * WAD)).to.equal(7n);
    // 5 / 100,000 of $1,000 is five cents: at $2 a fortieth of the token
    expect(dustOf(WAD, 2n * DOLLAR, 1_000n * WAD)).to.equal(WAD / 40n);
    expect(dustOf(WAD, 2n * DOLLAR, 0n)).to.equal(0n);
  });

  it("is the listing's where there is no price", () => {
    for (const price of [undefined, null, 0n]) expect(dustOf(WAD, price, WAD)).to.equal(WAD);
  });

  it("E-9 holds a snapshot's dust to the same bound: what the vault would not drop is not left out", () => {
    const token = smallSnapshot.holdings[1]!.token;
    const holdings = [
      { ...smallSnapshot.holdings[0]!, held: 1_000n * WAD },
      { token, held: WAD, carried: false },
    ];
    const listings = smallSnapshot.listings.map((listing) => ({
      ...listing,
      dust: 2n * WAD,
      price: DOLLAR,
    }));
    const [, leaver] = heldComponents({ holdings, listings });
    expect(leaver!.held > leaver!.dust).to.equal(true);
  });
});

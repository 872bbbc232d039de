import { expect } from "chai";

import { sqrtPriceAtTick } from "@sheaf/sdk/uniswapV3/sqrtPriceAtTick";
import { squareRoot } from "@sheaf/sdk/units/squareRoot";
import { tickAtSqrtPrice } from "@sheaf/sdk/uniswapV3/tickAtSqrtPrice";

describe("sqrtPriceAtTick", () => {
  it("gives Uniswap's own limits and unit", () => {
    expect(sqrtPriceAtTick(-887272)).to.equal(4295128739n);
    expect(sqrtPriceAtTick(887272)).to.equal(1461446703485210103287273052203988822378723970342n);
    expect(sqrtPriceAtTick(0)).to.equal(2n ** 96n);
  });

  it("refuses what is not a tick", () => {
    for (const tick of [887273, -887273, 0.5, Number.NaN])
      expect(() => sqrtPriceAtTick(tick)).to.throw(RangeError);
  });
});

describe("tickAtSqrtPrice", () => {
  it("is the greatest tick that is not above", () => {
    for (const tick of [-887272, -887271, -123456, -1, 0, 1, 60, 654321, 887270]) {
      const price = sqrtPriceAtTick(tick);
      expect(tickAtSqrtPrice(price)).to.equal(tick);
      expect(tickAtSqrtPrice(sqrtPriceAtTick(tick + 1) - 1n)).to.equal(tick);
      if (tick > -887272) expect(tickAtSqrtPrice(price - 1n)).to.equal(tick - 1);
    }
    expect(() => tickAtSqrtPrice(sqrtPriceAtTick(-887272) - 1n)).to.throw(RangeError);
    expect(() => tickAtSqrtPrice(sqrtPriceAtTick(887272))).to.throw(RangeError);
  });
});

describe("squareRoot", () => {
  it("rounds down", () => {
    for (const root of [0n, 1n, 2n, 3n, 1n << 64n, (1n << 160n) - 1n, 10n ** 40n]) {
      expect(squareRoot(root * root)).to.equal(root);
      expect(squareRoot(root * root + 2n * root)).to.equal(root);
      if (root > 1n) expect(squareRoot(root * root - 1n)).to.equal(root - 1n);
    }
  });
});

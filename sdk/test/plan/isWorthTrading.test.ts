import { expect } from "chai";
import { isWorthTrading } from "../../src/plan/isWorthTrading.ts";
import { weightsOf } from "../rules/weightsOf.ts";

type Texts = Readonly<Record<string, string>>;

function worth(target: Texts, current: Texts): boolean {
  return isWorthTrading({
    target: weightsOf(target),
    current: weightsOf(current),
    settlement: "usd-coin",
  });
}

describe("isWorthTrading", () => {
  it("asks for more than 2 % of the target and more than 5 bps, either way", () => {
    expect(worth({ a: "0.5" }, { a: "0.49" })).to.equal(false);
    expect(worth({ a: "0.5" }, { a: "0.489" })).to.equal(true);
    expect(worth({ a: "0.5" }, { a: "0.51" })).to.equal(false);
    expect(worth({ a: "0.5" }, { a: "0.511" })).to.equal(true);
    expect(worth({ a: "0.01" }, { a: "0.0095" })).to.equal(false);
    expect(worth({ a: "0.01" }, { a: "0.0094" })).to.equal(true);
  });

  it("is so for whatever leaves, and for what enters with half of the least trade", () => {
    expect(worth({ a: "0" }, { a: "0.000000000000000001" })).to.equal(true);
    expect(worth({ a: "0" }, {})).to.equal(false);
    expect(worth({ a: "0.00025" }, {})).to.equal(true);
    expect(worth({ a: "0.00025" }, { a: "0" })).to.equal(true);
    expect(worth({ a: "0.000249" }, {})).to.equal(false);
  });

  it("is not so for settlement alone, and one component is enough", () => {
    expect(worth({ "usd-coin": "0.9" }, { "usd-coin": "0.1" })).to.equal(false);
    expect(worth({ "usd-coin": "0", a: "0.5" }, { "usd-coin": "0.5", a: "0.5" })).to.equal(false);
    expect(worth({ a: "0.5", b: "0.3" }, { a: "0.5", b: "0.2" })).to.equal(true);
  });
});

import { expect } from "chai";
import { completeHoldings } from "../../src/rules/completeHoldings.ts";
import { MalformedHoldingsError } from "../../src/rules/errors.ts";
import { WAD } from "../../src/units/wad.ts";
import { weightsOf } from "./weightsOf.ts";

const BILLION = 10n ** 9n;

describe("completeHoldings", () => {
  it("takes an index without holdings for one of settlement alone", () => {
    expect(completeHoldings([], "usd-coin")).to.deep.equal([{ id: "usd-coin", weight: WAD }]);
  });

  it("leaves a whole as it is, with settlement listed", () => {
    expect(completeHoldings(weightsOf({ b: "0.6", a: "0.4" }), "usd-coin")).to.deep.equal(
      weightsOf({ b: "0.6", a: "0.4", "usd-coin": "0" }),
    );
    expect(completeHoldings(weightsOf({ "usd-coin": "0.6", a: "0.4" }), "usd-coin")).to.deep.equal(
      weightsOf({ "usd-coin": "0.6", a: "0.4" }),
    );
  });

  it("gives what rounding left out to settlement, up to a billion wei", () => {
    const holdings = [{ id: "a", weight: WAD - BILLION }];
    expect(completeHoldings(holdings, "usd-coin")).to.deep.equal([
      ...holdings,
      { id: "usd-coin", weight: BILLION },
    ]);
    expect(() => completeHoldings([{ id: "a", weight: WAD - BILLION - 1n }], "usd-coin")).to.throw(
      MalformedHoldingsError,
      "they sum to",
    );
  });

  it("takes what rounding put on top off the largest, of equals the first by id", () => {
    const half = WAD / 2n;
    const holdings = [
      { id: "small", weight: BILLION },
      { id: "b", weight: half },
      { id: "a", weight: half },
    ];
    expect(completeHoldings(holdings, "usd-coin")).to.deep.equal([
      { id: "small", weight: BILLION },
      { id: "b", weight: half },
      { id: "a", weight: half - BILLION },
      { id: "usd-coin", weight: 0n },
    ]);
    expect(() => completeHoldings([...holdings, { id: "c", weight: 1n }], "usd-coin")).to.throw(
      MalformedHoldingsError,
      "they sum to",
    );
  });

  it("refuses an id twice and a negative weight", () => {
    const half = WAD / 2n;
    expect(() =>
      completeHoldings(
        [
          { id: "a", weight: half },
          { id: "a", weight: half },
        ],
        "usd-coin",
      ),
    ).to.throw(MalformedHoldingsError, "twice");
    expect(() =>
      completeHoldings(
        [
          { id: "a", weight: WAD + 1n },
          { id: "b", weight: -1n },
        ],
        "usd-coin",
      ),
    ).to.throw(MalformedHoldingsError, "less than nothing");
  });
});

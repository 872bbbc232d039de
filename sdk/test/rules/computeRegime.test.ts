import { expect } from "chai";
import { computeRegime } from "../../src/rules/computeRegime.ts";
import { SignalUnavailableError } from "../../src/rules/errors.ts";
import { fromDayNumber } from "../../src/units/fromDayNumber.ts";
import { toDayNumber } from "../../src/units/toDayNumber.ts";
import { smallRules } from "./smallRules.ts";
import type { DailyClose } from "../../src/market/market.ts";
import type { Regime, RegimeState } from "../../src/rules/regime.ts";

const AS_OF = "2030-03-04"; // a Monday
const rules = smallRules(); // mean of 10 days, band 5 %, cool-down 14 days

/** Closes {usd} of consecutive days, the last of them the day before AS_OF. */
function closesUntil(...prices: readonly number[]): DailyClose[] {
  const first = (toDayNumber(AS_OF) ?? 0) - prices.length;
  return prices.map((price, index) => ({
    date: fromDayNumber(first + index),
    close: BigInt(price),
  }));
}

function since(regime: Regime, date: string): RegimeState {
  return { regime, since: date };
}

// Nine closes of 1000 and one of x have a mean of 900 + x / 10. Above 1.05 of it: x > 1055.86; below 0.95 of it: x < 944.75.
const nine = Array.from({ length: 9 }, () => 1000);

describe("computeRegime", () => {
  it("takes the side of the mean at the first reading", () => {
    const reading = computeRegime({
      closes: closesUntil(...nine, 1001),
      asOf: AS_OF,
      previous: undefined,
      rules,
    });
    expect(reading).to.deep.equal({
      regime: "bull",
      since: AS_OF,
      close: 1001n,
      mean: 1000n,
      flipped: false,
    });
    expect(
      computeRegime({ closes: closesUntil(...nine, 999), asOf: AS_OF, previous: undefined, rules })
        .regime,
    ).to.equal("bear");
    expect(
      computeRegime({ closes: closesUntil(...nine, 1000), asOf: AS_OF, previous: undefined, rules })
        .regime,
    ).to.equal("bull");
  });

  const old = "2030-01-07";
  const cases: readonly [
    title: string,
    previous: RegimeState,
    last: number,
    regime: Regime,
    flipped: boolean,
  ][] = [
    ["turns bull just above the band", since("bear", old), 1056, "bull", true],
    ["stays bear just inside the band", since("bear", old), 1055, "bear", false],
    ["turns bear just below the band", since("bull", old), 944, "bear", true],
    ["stays bull just inside the band", since("bull", old), 945, "bull", false],
    ["stays neutral inside the band", since("neutral", old), 1000, "neutral", false],
    ["leaves neutral beyond the band", since("neutral", old), 1056, "bull", true],
    [
      "does not flip one day before the cool-down ends",
      since("bull", "2030-02-19"),
      100,
      "bull",
      false,
    ],
    ["flips on the day the cool-down ends", since("bull", "2030-02-18"), 100, "bear", true],
  ];
  for (const [title, previous, last, regime, flipped] of cases) {
    it(title, () => {
      const reading = computeRegime({
        closes: closesUntil(...nine, last),
        asOf: AS_OF,
        previous,
        rules,
      });
      expect([reading.regime, reading.flipped, reading.since]).to.deep.equal([
        regime,
        flipped,
        flipped ? AS_OF : previous.since,
      ]);
    });
  }

  it("compares exactly at the edge of the band", () => {
    const onEdge = closesUntil(...Array.from({ length: 9 }, () => 1790), 1890); // sum 18000, mean 1800, 1.05 of it 1890
    expect(
      computeRegime({ closes: onEdge, asOf: AS_OF, previous: since("bear", old), rules }).regime,
    ).to.equal("bear");
    const below = closesUntil(...Array.from({ length: 9 }, () => 1810), 1710); // sum 18000, 0.95 of the mean is 1710
    expect(
      computeRegime({ closes: below, asOf: AS_OF, previous: since("bull", old), rules }).regime,
    ).to.equal("bull");
  });

  it("does not look at the closes of the day itself and later", () => {
    const known = closesUntil(...nine, 1000);
    const future = [AS_OF, "2030-03-05"].map((date) => ({ date, close: 1n }));
    const inputs = { asOf: AS_OF, previous: since("bull", old), rules };
    expect(computeRegime({ ...inputs, closes: [...known, ...future] })).to.deep.equal(
      computeRegime({ ...inputs, closes: known }),
    );
  });

  it("looks at the last closes only", () => {
    const reading = computeRegime({
      closes: closesUntil(7, 7, 7, ...nine, 1000),
      asOf: AS_OF,
      previous: undefined,
      rules,
    });
    expect(reading.mean).to.equal(1000n);
  });

  const complete = closesUntil(1, ...nine, 1000);
  const refusals: readonly [title: string, closes: readonly DailyClose[], message: string][] = [
    ["no closes", [], "Only 0 daily closes"],
    ["one close too few", complete.slice(2), "Only 9 daily closes"],
    ["a stale last close", complete.slice(0, -1), "is missing"],
    ["a gap within the mean", complete.filter((_, index) => index !== 5), "is missing"],
    ["a day twice", [...complete.slice(0, 5), ...complete.slice(4)], "is missing"],
    ["a close of zero", closesUntil(...nine, 0), "not above zero"],
    ["a date that is none", complete.with(4, { date: "2030-02-3", close: 1n }), "is missing"],
  ];
  for (const [title, closes, message] of refusals) {
    it(`refuses ${title}`, () => {
      expect(() =>
        computeRegime({ closes, asOf: AS_OF, previous: since("bull", old), rules }),
      ).to.throw(SignalUnavailableError, message);
    });
  }

  it("refuses a decision day that is no date", () => {
    expect(() =>
      computeRegime({ closes: complete, asOf: "2030-03-32", previous: undefined, rules }),
    ).to.throw(SignalUnavailableError, "not a calendar date");
  });
});

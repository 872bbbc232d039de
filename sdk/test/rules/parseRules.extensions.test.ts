import { expect } from "chai";
import { MalformedRulesError } from "../../src/rules/errors.ts";
import { parseRules } from "../../src/rules/parseRules.ts";
import { smallRulesDocument } from "./smallRules.ts";

const CONVICTION = { exponent: "1", least: "0.8", most: "1.2", smoothing: 1, activeShare: "0.2" };
const BASE = smallRulesDocument()["regime"] as object;
const EXPOSURE = { volatilityAbove: "1", maximumEach: "0.01", maximumTotal: "0.1" };

const convinced = (changes: object): Readonly<Record<string, unknown>> => ({
  weighting: "conviction",
  conviction: { ...CONVICTION, ...changes },
});
const technical = (module: object, meanDays = 10): Readonly<Record<string, unknown>> => ({
  regime: { ...BASE, meanDays, module },
});
const rsi = { kind: "rsi", days: 9, bullAbove: "50", bearBelow: "50" };
const macd = { kind: "macd", fastDays: 3, slowDays: 6, signalDays: 4 };
const means = { kind: "movingAverages", fastDays: 3, slowDays: 10 };
const bollinger = { kind: "bollinger", days: 10, deviations: "2" };

describe("parseRules, what is optional", () => {
  const accepted: readonly [title: string, changes: Readonly<Record<string, unknown>>][] = [
    ["conviction with one at either end", convinced({ least: "1", most: "1" })],
    ["conviction of just 1.5 times", convinced({ least: "0.8", most: "1.2" })],
    ["an exposure of just the minimum weight", { exposure: EXPOSURE }],
    ["moving averages of all closes", technical(means)],
    ["an RSI that needs all closes, of one threshold", technical(rsi)],
    ["a MACD that needs all closes", technical(macd)],
    ["Bollinger bands of all closes", technical(bollinger)],
  ];
  for (const [title, changes] of accepted)
    it(`accepts ${title}`, () => {
      expect(parseRules(smallRulesDocument(changes)).version).to.equal(1);
    });

  const signals = { minimumCoverage: "0.5", maximumOut: "1" };
  const step = (bullishBelow: string): object => ({ bullishBelow, stable: "0.5" });
  const refused: readonly [
    title: string,
    changes: Readonly<Record<string, unknown>>,
    fault: string,
  ][] = [
    [
      "conviction with another weighting",
      { conviction: CONVICTION },
      "is given if, and only if, weighting is",
    ],
    [
      "the weighting without conviction",
      { weighting: "conviction" },
      "is given if, and only if, weighting is",
    ],
    [
      "a least multiplier of zero",
      convinced({ least: "0", most: "1" }),
      "least must be above zero",
    ],
    ["a least multiplier above one", convinced({ least: "1.1" }), "least must be above zero"],
    ["a most multiplier below one", convinced({ most: "0.9" }), "least must be above zero"],
    ["multipliers too far apart", convinced({ most: "1.201" }), "1.5 times least"],
    ["steps of risk without signals", { risk: [step("0.5")] }, "risk: needs signals"],
    ["steps of risk that do not ascend", { signals, risk: [step("0.5"), step("0.5")] }, "ascend"],
    [
      "an exposure below the minimum weight",
      { exposure: { ...EXPOSURE, maximumEach: "0.009" } },
      "exposure.maximumEach",
    ],
    ["an id twice", { universe: { ids: ["a", "b", "c", "a"] } }, "lists an id twice"],
    [
      "fewer ids than places",
      { universe: { ids: ["a", "b", "c"] } },
      "must name at least as many ids as size",
    ],
    ["too long averages", technical({ ...means, slowDays: 11 }), "more than meanDays"],
    ["averages of one length", technical({ ...means, fastDays: 10 }), "fastDays must be below"],
    ["an RSI of too many days", technical({ ...rsi, days: 10 }), "more than meanDays"],
    ["an RSI with a gap turned round", technical({ ...rsi, bearBelow: "51" }), "bearBelow"],
    ["a MACD of too many days", technical({ ...macd, signalDays: 5 }), "more than meanDays"],
    ["a MACD turned round", technical({ ...macd, fastDays: 6 }), "fastDays must be below"],
    ["too long bands", technical({ ...bollinger, days: 11 }), "more than meanDays"],
  ];
  for (const [title, changes, fault] of refused)
    it(`refuses ${title}`, () => {
      expect(() => parseRules(smallRulesDocument(changes))).to.throw(MalformedRulesError, fault);
    });

  it("says what a decimal text may be, and what the whole document has to be", () => {
    expect(() => parseRules(smallRulesDocument({ driftRelative: "1.1" }))).to.throw(
      MalformedRulesError,
      'driftRelative: expected a decimal text from "0" to "1" with at most 18 digits after the point',
    );
    expect(() => parseRules(7)).to.throw(MalformedRulesError, "malformed: document: ");
  });
});

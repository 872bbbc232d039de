import { expect } from "chai";
import { MalformedRulesError } from "../../src/rules/errors.ts";
import { parseRules } from "../../src/rules/parseRules.ts";
import { topRules } from "../../src/rules/topRules.ts";
import { smallRulesDocument } from "./smallRules.ts";

describe("parseRules", () => {
  it("reads fractions exactly and leaves counts as they are", () => {
    const rules = parseRules(smallRulesDocument({ maximumWeight: "0.300000000000000001" }));
    expect(rules.maximumWeight).to.equal(300000000000000001n);
    expect(rules.driftAbsolute).to.equal(5n * 10n ** 15n);
    expect(rules.regime.band).to.equal(5n * 10n ** 16n);
    expect([rules.size, rules.enterRank, rules.leaveRank, rules.regime.meanDays]).to.deep.equal([
      4, 3, 5, 10,
    ]);
  });

  it("accepts every bound at its edge", () => {
    const changes = {
      enterRank: 4,
      leaveRank: 4,
      maximumWeight: "0.25",
      minimumWeight: "0.25",
      driftRelative: "0",
      driftAbsolute: "1",
    };
    const rules = parseRules(smallRulesDocument(changes));
    expect([
      rules.enterRank,
      rules.leaveRank,
      rules.driftRelative,
      rules.driftAbsolute,
    ]).to.deep.equal([4, 4, 0n, 10n ** 18n]);
  });

  const regime = smallRulesDocument()["regime"] as object;
  const refusals: readonly [
    title: string,
    changes: Readonly<Record<string, unknown>>,
    fault: string,
  ][] = [
    ["another version", { version: 2 }, "version"],
    ["a fraction given as a number", { maximumWeight: 0.4 }, "maximumWeight"],
    ["a fraction above one", { maximumWeight: "1.01" }, "maximumWeight"],
    ["a negative fraction", { driftRelative: "-0.1" }, "driftRelative"],
    ["more digits than 18", { minimumWeight: "0.0000000000000000001" }, "minimumWeight"],
    ["a fraction that is no number", { driftAbsolute: "NaN" }, "driftAbsolute"],
    ["an unknown weighting", { weighting: "byName" }, "weighting"],
    ["an unknown field", { leverage: "3" }, "leverage"],
    ["a missing field", { settlement: undefined }, "settlement"],
    ["a size that is not whole", { size: 4.5 }, "size"],
    ["more components than a vault holds", { size: 101, enterRank: 80, leaveRank: 120 }, "size"],
    ["an entry rank below the size", { enterRank: 5 }, "enterRank"],
    ["a leave rank within the size", { leaveRank: 3 }, "leaveRank"],
    ["a maximum weight that cannot reach one", { maximumWeight: "0.24" }, "maximumWeight"],
    ["a minimum weight that exceeds one together", { minimumWeight: "0.26" }, "minimumWeight"],
    ["a band of the whole mean", { regime: { ...regime, band: "1" } }, "regime.band"],
    ["a mean of one day", { regime: { ...regime, meanDays: 1 } }, "regime.meanDays"],
    ["the leader as settlement", { settlement: "leader-coin" }, "settlement"],
    ["a settlement that is no id", { settlement: "USD Coin" }, "settlement"],
  ];
  for (const [title, changes, fault] of refusals) {
    it(`refuses ${title} and names the field`, () => {
      expect(() => parseRules(smallRulesDocument(changes))).to.throw(MalformedRulesError, fault);
    });
  }

  it("says how a fraction is written, what is missing and what a field holds", () => {
    const faults = (changes: Readonly<Record<string, unknown>>): string => {
      try {
        parseRules(smallRulesDocument(changes));
        return "";
      } catch (error) {
        return String(error);
      }
    };
    expect(faults({ maximumWeight: 0.3 })).to.include(
      'maximumWeight: expected a decimal text: write "0.3" in quotes, not 0.3',
    );
    expect(faults({ maximumWeight: undefined })).to.include("maximumWeight: is missing");
    expect(faults({ size: "5" })).to.include(
      "size: expected a number without quotes, not a text in quotes",
    );
  });

  it("lists every fault at once", () => {
    expect(() => parseRules(smallRulesDocument({ version: 3, size: 0 })))
      .to.throw(MalformedRulesError)
      .with.property("faults")
      .with.length(2);
  });

  it("refuses what is no document", () => {
    for (const document of [null, undefined, "rules", 7, []])
      expect(() => parseRules(document)).to.throw(MalformedRulesError, "document");
  });
});

describe("topRules", () => {
  for (const [size, enterRank, leaveRank] of [
    [4, 3, 5],
    [5, 4, 6],
    [10, 8, 12],
    [25, 20, 30],
    [100, 80, 120],
  ] as const) {
    it(`has a buffer of ${enterRank} to ${leaveRank} at ${size} components`, () => {
      const rules = topRules(size, "bitcoin");
      expect([rules.size, rules.enterRank, rules.leaveRank]).to.deep.equal([
        size,
        enterRank,
        leaveRank,
      ]);
      expect([rules.regime.leader, rules.regime.meanDays, rules.regime.cooldownDays]).to.deep.equal(
        ["bitcoin", 100, 14],
      );
    });
  }

  it("refuses fewer components than 25 % each can fill", () => {
    expect(() => topRules(3, "bitcoin")).to.throw(MalformedRulesError, "maximumWeight");
  });
});

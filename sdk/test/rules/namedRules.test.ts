import { expect } from "chai";
import { encodeRules } from "../../src/rules/encodeRules.ts";
import { hashRules } from "../../src/rules/hashRules.ts";
import { namedRules, RULES_NAMES } from "../../src/rules/namedRules.ts";
import { parseRules } from "../../src/rules/parseRules.ts";
import { UnknownRulesError } from "../../src/rules/UnknownRulesError.ts";

describe("namedRules", () => {
  it("keeps the hash that rules had before they could say more", () => {
    expect(hashRules(namedRules("top-10", "bitcoin"))).to.equal(
      "0xa5b23a480afa71a19e4e641e585190199615ad2197340b79e263f043bd6d058d",
    );
    expect(hashRules(namedRules("top-100", "bitcoin"))).to.equal(
      "0x31e02a9a5f74e69b406526c1f23da583bd978947c2b08b29e494824d1e7dbbb3",
    );
  });

  it("gives each its own hash, and a text that reads back as itself", () => {
    const hashes = RULES_NAMES.map((name) => {
      const rules = namedRules(name, "bitcoin");
      const again = parseRules(JSON.parse(encodeRules(rules)));
      expect(again, name).to.deep.equal(rules);
      return hashRules(rules);
    });
    expect(new Set(hashes).size).to.equal(RULES_NAMES.length);
    expect(RULES_NAMES).to.include.members(["hodl-100", "sector-defi", "signals-25"]);
  });

  it("knows no other name, not even those of every object", () => {
    expect(() => namedRules("top-3", "bitcoin")).to.throw(UnknownRulesError, "top-100");
    expect(() => namedRules("constructor", "bitcoin")).to.throw(UnknownRulesError);
  });
});

import { expect } from "chai";
import { encodeRules } from "../../src/rules/encodeRules.ts";
import { hashRules } from "../../src/rules/hashRules.ts";
import { namedRules, RULES_NAMES } from "../../src/rules/namedRules.ts";
import { parseRules } from "../../src/rules/parseRules.ts";
import { UnknownRulesError } from "../../src/rules/errors.ts";

/** The first digits of every hash: whoever changes built-in rules changes what indexes that follow them are held to. */
const HASHES: Readonly<Record<string, string>> = {
  "top-5": "3822ce97",
  "top-10": "a5b23a48",
  "top-25": "00019109",
  "top-100": "31e02a9a",
  "hodl-5": "d3f14614",
  "hodl-10": "7aba96e4",
  "hodl-25": "26c00509",
  "hodl-100": "9448e562",
  "sector-defi": "f3479b56",
  "sector-memecoins": "d5dd0478",
  "sector-ai": "3e905e35",
  "sector-real-world-assets": "fd407fb2",
  "sector-layer-1": "e33bd9dd",
  "technical-moving-averages": "caf03129",
  "technical-rsi": "25131667",
  "technical-macd": "7439bc04",
  "technical-bollinger": "6a1623cf",
  "cautious-25": "831cc983",
  "conservative-10": "baaee511",
  "stables-10": "f0c45682",
  "conviction-25": "6ef5ea0e",
  "signals-25": "a59e681a",
};

describe("namedRules", () => {
  it("keeps the hash of every document", () => {
    const hashes = RULES_NAMES.map((name) => [
      name,
      hashRules(namedRules(name, "bitcoin")).slice(2, 10),
    ]);
    expect(Object.fromEntries(hashes)).to.deep.equal(HASHES);
  });

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

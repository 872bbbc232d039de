import { expect } from "chai";
import { keccak256, stringToBytes } from "viem";
import { canonicalJson } from "../../src/rules/canonicalJson.ts";
import { encodeRules } from "../../src/rules/encodeRules.ts";
import { hashRules } from "../../src/rules/hashRules.ts";
import { parseRules } from "../../src/rules/parseRules.ts";
import { topRules } from "../../src/rules/topRules.ts";

/** What `encodeRules` writes, taken apart. */
function documentOf(rules: ReturnType<typeof topRules>): Record<string, unknown> {
  return JSON.parse(encodeRules(rules)) as Record<string, unknown>;
}

describe("encodeRules", () => {
  const rules = topRules(10, "bitcoin");

  it("writes a document that parseRules reads back", () => {
    expect(parseRules(documentOf(rules))).to.deep.equal(rules);
  });

  it("writes canonical JSON with every fraction in its shortest form", () => {
    expect(encodeRules(rules)).to.equal(
      '{"driftAbsolute":"0.0005","driftRelative":"0.25","enterRank":8,"leaveRank":12,"maximumWeight":"0.25",' +
        '"minimumWeight":"0.0005","name":"Top 10","regime":{"band":"0.05","cooldownDays":14,"leader":"bitcoin","meanDays":100},' +
        '"settlement":"usd-coin","size":10,"version":1,"weighting":"marketCap"}',
    );
    expect(encodeRules(rules)).to.equal(canonicalJson(documentOf(rules)));
  });

  for (const [text, shortest] of [
    ["0", "0"],
    ["1", "1"],
    ["1.000", "1"],
    ["0.10", "0.1"],
    ["1e-18", "0.000000000000000001"],
  ] as const)
    it(`writes ${text} as ${shortest}`, () => {
      const changed = parseRules({ ...documentOf(rules), driftAbsolute: text });
      expect(documentOf(changed)["driftAbsolute"]).to.equal(shortest);
    });
});

describe("hashRules", () => {
  const rules = topRules(10, "bitcoin");

  it("is keccak256 of the text, whatever way the document was written", () => {
    expect(hashRules(rules)).to.equal(keccak256(stringToBytes(encodeRules(rules))));
    const reversed = Object.fromEntries(Object.entries(documentOf(rules)).reverse());
    expect(hashRules(parseRules({ ...reversed, maximumWeight: "0.250" }))).to.equal(
      hashRules(rules),
    );
  });

  it("is another for other rules", () => {
    expect(hashRules(rules)).not.to.equal(hashRules(topRules(11, "bitcoin")));
    expect(hashRules(rules)).not.to.equal(hashRules({ ...rules, driftAbsolute: 1n }));
  });
});

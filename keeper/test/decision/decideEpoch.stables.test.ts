import { expect } from "chai";
import { encodeRules } from "@sheaf/sdk/rules/encodeRules";
import { parseRules } from "@sheaf/sdk/rules/parseRules";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Listing } from "@sheaf/sdk/chain/listing";

import { decideEpoch } from "../../src/decision/decideEpoch.ts";
import { indexOf, inputsOf, listing, rules, tokenOf } from "./smallIndex.ts";
import type { Decision } from "../../src/decision/decideEpoch.ts";

const HELD = { "usd-coin": "0", a: "0.4", b: "0.3", c: "0.2", d: "0.1" };
const CAPS = { a: 40, b: 30, c: 20, d: 10, e: 99 };
const own = parseRules({
  ...(JSON.parse(encodeRules(rules)) as object),
  stables: [
    { id: "usd-coin", weight: "0.6" },
    { id: "e", weight: "0.4" },
  ],
});

/** `e` is the second stablecoin, and ranks above all components. */
function decide(
  held: Readonly<Record<string, string>>,
  stable: Partial<Listing>,
  changes: object = {},
): Decision {
  const index = indexOf(held, {}, { e: { stable: true, maxWeight: WAD, ...stable } });
  const inputs = inputsOf(index, CAPS, { last: 50, ...changes, rules: own });
  const others = inputs.listings.filter(({ token }) => token !== tokenOf("e"));
  const listings = [...others, listing("e", { stable: true, maxWeight: WAD, ...stable })];
  return decideEpoch({ ...inputs, listings });
}

function wordsOf(decision: Decision): string[] {
  if (decision.kind === "hold") return [`hold: ${decision.reason}`];
  return decision.targets
    .filter(({ weight }) => weight > 0n)
    .map(({ id, weight, reason }) => `${id} ${formatDecimal(weight, 18, 3)} ${reason}`)
    .sort();
}

describe("decideEpoch by rules with several stablecoins", () => {
  it("leaves for all of them in a bear regime", () => {
    const decision = decide(HELD, {});
    expect(wordsOf(decision)).to.deep.equal([
      "e 0.400 stable part",
      "usd-coin 0.600 bear: to settlement",
    ]);
    expect(decision.leftOut).to.deep.equal([]);
  });

  const troubles: readonly (readonly [string, Partial<Listing>])[] = [
    ["no good price", { price: undefined }],
    ["listed as sell-only", { status: "sell-only" }],
    ["not listed as a stablecoin", { stable: false }],
    ["not listed", { status: "unlisted" }],
  ];
  for (const [reason, stable] of troubles)
    it(`does not buy one that is ${reason}, and says so`, () => {
      const decision = decide(HELD, stable);
      expect(wordsOf(decision)).to.deep.equal(["usd-coin 1.000 bear: to settlement"]);
      expect(decision.leftOut).to.deep.equal([{ id: "e", reason }]);
    });

  it("does not buy one that nobody knows where to trade", () => {
    const routes = new Map(["a", "b", "c", "d"].map((id) => [tokenOf(id), []]));
    const decision = decide(HELD, {}, { routes });
    expect(wordsOf(decision)).to.deep.equal(["usd-coin 1.000 bear: to settlement"]);
    expect(decision.leftOut).to.deep.equal([{ id: "e", reason: "no route" }]);
  });

  it("E-2 gives settlement what the registry does not allow of one", () => {
    const decision = decide(HELD, { maxWeight: WAD / 10n });
    expect(wordsOf(decision)).to.deep.equal([
      "e 0.100 stable part",
      "usd-coin 0.900 bear: to settlement",
    ]);
  });

  it("sells one that may only be sold, and keeps one without a price as it is", () => {
    const held = { "usd-coin": "0.4", a: "0.2", e: "0.4" };
    const sold = decide(held, { status: "sell-only" });
    expect(wordsOf(sold)).to.deep.equal(["usd-coin 1.000 bear: to settlement"]);
    const kept = decide(held, { price: undefined });
    expect(wordsOf(kept)).to.deep.equal([
      "e 0.400 missing data, held",
      "usd-coin 0.600 bear: to settlement",
    ]);
    expect(kept.leftOut).to.deep.equal([{ id: "e", reason: "no good price" }]);
  });
});

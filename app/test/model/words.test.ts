import { topRules } from "@sheaf/sdk/rules/topRules";
import { expect } from "chai";

import { regimeState } from "../../src/model/regime/regimeState.ts";
import { indexSentence } from "../../src/model/rules/indexSentence.ts";

const WEEK = 604_800n;

describe("regimeState", () => {
  const bull = { value: "bull", since: 0n } as const;

  it("names the regime and how long it has lasted", () => {
    expect(regimeState({ kind: "regime", regime: bull, epoch: 3, now: 16n * WEEK })).to.deep.equal({
      tone: "bull",
      text: "Bull for 16 weeks",
    });
  });

  it("is passive for an index that ignores the market's state, and not started before the first epoch", () => {
    expect(regimeState({ kind: "passive", regime: bull, epoch: 3, now: WEEK }).text).to.equal(
      "Passive",
    );
    expect(regimeState({ kind: "regime", regime: bull, epoch: 0, now: WEEK }).text).to.equal(
      "Not started",
    );
  });
});

describe("indexSentence", () => {
  it("tells what is held and when", () => {
    expect(indexSentence("regime", topRules(100, "leader"))).to.equal(
      "The 100 largest tokens by market cap, in a bull market; stablecoins in a bear market.",
    );
    const passive = topRules(10, "leader", { bear: "stays", weighting: "equal" });
    expect(indexSentence("passive", passive)).to.equal(
      "The 10 largest tokens in equal parts, held through everything.",
    );
    const sector = topRules(5, "leader", {
      maximumWeight: "0.4",
      universe: { category: "memecoins" },
    });
    expect(indexSentence("sector", sector)).to.contain("of the sector memecoins");
    expect(indexSentence("sector", undefined)).to.equal("The largest tokens of one sector.");
  });
});

import { expect } from "chai";
import {
  InfeasibleWeightsError,
  MalformedHoldingsError,
  MalformedRulesError,
  SignalUnavailableError,
  UnencodableValueError,
  UnknownRulesError,
} from "../../src/rules/errors.ts";

const LONG = "x".repeat(500);

describe("the errors of the rules", () => {
  it("say who throws them, what happened and what to do", () => {
    const texts = [
      new InfeasibleWeightsError(2, "1", "0.4", "0.1"),
      new MalformedHoldingsError("a is listed twice"),
      new MalformedRulesError(["size: missing", "name: missing"]),
      new SignalUnavailableError("No row."),
      new UnencodableValueError("value.a", "a fraction"),
      new UnknownRulesError("top-3", ["top-5", "top-10"]),
    ].map(String);
    expect(texts).to.deep.equal([
      "Rules.InfeasibleWeightsError: 2 components cannot share a weight of 1 with at most 0.4 and at least 0.1 each. Hold, and check the market's rows, or change maximumWeight or minimumWeight.",
      "Rules.MalformedHoldingsError: The current weights are malformed: a is listed twice. Read the holdings again; each id counts once and all weights sum to one.",
      "Rules.MalformedRulesError: The rules document is malformed: size: missing; name: missing. Correct it; no default is assumed.",
      "Signals.SignalUnavailableError: No row. Nothing is decided on this; hold, and read again when the source has recovered.",
      "Rules.UnencodableValueError: value.a is a fraction, which canonical JSON cannot hold. Give amounts as bigint and leave out what is not known.",
      'Rules.UnknownRulesError: There are no rules "top-3". Built in: top-5, top-10.',
    ]);
  });

  it("repeat no more of foreign text than fits a line", () => {
    expect(new UnencodableValueError(LONG, "a cycle").message.length).to.be.lessThan(250);
    expect(new UnknownRulesError(LONG, []).message.length).to.be.lessThan(120);
  });
});

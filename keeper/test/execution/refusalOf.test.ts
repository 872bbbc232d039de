import { expect } from "chai";
import {
  CallRefusedForNowError,
  CallRevertedError,
  GasOverCapError,
} from "../../src/execution/errors.ts";
import { refusalOf } from "../../src/execution/refusalOf.ts";

describe("refusalOf", () => {
  const aboutOf = (errorName: string | undefined): string | undefined =>
    refusalOf(new CallRevertedError("trade", errorName, []))?.about;

  it("tells what concerns the epoch, the budgets, the size and the components", () => {
    expect(aboutOf("NoOpenEpoch")).to.equal("epoch");
    expect(aboutOf("TurnoverOverLimit")).to.equal("budget");
    expect(refusalOf(new CallRefusedForNowError("trade", "LossOverLimit", []))?.about).to.equal(
      "budget",
    );
    expect(refusalOf(new GasOverCapError("trade", 2n, 1n))?.about).to.equal("size");
    for (const name of ["ComponentUnreadable", "InsufficientValue", "NothingTraded", undefined])
      expect(aboutOf(name)).to.equal("components");
  });

  it("leaves alone what no other trade would mend, and what no contract refused", () => {
    for (const name of ["MissingRole", "SignerIsBlocked", "SequencerDown"])
      expect(aboutOf(name)).to.equal(undefined);
    expect(refusalOf(new Error("socket closed"))).to.equal(undefined);
  });
});

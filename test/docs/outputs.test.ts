import { expect } from "chai";

import { comparableOutput } from "../../tools/docs/comparableOutput.ts";
import { outputFaults } from "../../tools/docs/outputFaults.ts";
import { showOutputs } from "../../tools/docs/showOutputs.ts";

describe("outputs that documents show", () => {
  it("are compared without the time that they took", () => {
    expect(comparableOutput("trades      170\ntime        143.1 s\n")).to.equal(
      "trades      170\n",
    );
  });

  it("are stale where a count, a return or a word differs", () => {
    expect(outputFaults("trades 170\n", "trades 179\n")).to.deep.equal([
      "line 1: recorded trades 170",
      "  now trades 179",
    ]);
    expect(outputFaults("part of 2^24  59.36 %\n", "part of 2^24  55.21 %\n")).to.have.lengthOf(2);
    expect(outputFaults("yes\n", "yes\nno\n")).to.not.be.empty;
  });

  it("may differ by 1 % of gas, by how long a clock took, and by what is hashed", () => {
    expect(outputFaults("10,000,000 gas", "10,099,999 gas")).to.deep.equal([]);
    expect(outputFaults("10,000,000 gas", "10,100,001 gas")).to.have.lengthOf(2);
    expect(outputFaults(` 9,999,999  a`, `10,000,000  a`)).to.deep.equal([]);
    expect(outputFaults("settled after  2 s  110 min", "settled after  4 s  111 min")).to.be.empty;
    const [one, other] = ["1", "2"].map((digit) => `0x${digit.repeat(64)}.json: holds`);
    expect(outputFaults(one ?? "", other ?? "")).to.deep.equal([]);
  });

  it("stand between their marks, and nothing else of the document changes", () => {
    const document = "# A\n\n<!-- output: demo -->\nold\n<!-- end of output -->\n\nb\n";
    const expected =
      "# A\n\n<!-- output: demo -->\n\n```\nnew\n```\n\n<!-- end of output -->\n\nb\n";
    const outputs = new Map([["demo", "new\n"]]);
    expect(showOutputs(document, outputs)).to.equal(expected);
    expect(showOutputs(expected, outputs)).to.equal(expected);
    expect(() => showOutputs(document, new Map())).to.throw("demo, which is not recorded");
  });
});

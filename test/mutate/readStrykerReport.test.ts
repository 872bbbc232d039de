import { expect } from "chai";

import { UnusableRunError } from "@sheaf/mutate/UnusableRunError";
import { mutateSdkCommand } from "@sheaf/mutate/sdk/mutateSdkCommand";
import { readStrykerReport } from "@sheaf/mutate/sdk/readStrykerReport";

import { parsedOptions, refusalOf } from "../fixtures/parsedOptions.ts";

const mutant = (status: string, line = 1) => ({
  status,
  replacement: "a - b",
  location: { start: { line, column: 8 } },
});

describe("readStrykerReport", () => {
  it("counts what a test or the time killed, and what no test noticed or runs", () => {
    const report = {
      files: {
        "sdk/src/plan/sum.ts": {
          source: "return a + b;\n",
          mutants: ["Killed", "Killed", "Timeout", "Survived", "CompileError"].map((status) =>
            mutant(status),
          ),
        },
        "sdk/src/rules/names.ts": { source: "", mutants: [mutant("Ignored"), mutant("Ignored")] },
        "sdk/src/rules/dead.ts": { source: "return a + b;", mutants: [mutant("NoCoverage")] },
      },
    };
    const { survivors, ...score } = readStrykerReport(JSON.stringify(report));
    expect(score).to.deep.equal({
      score: 60,
      killed: 3,
      survived: 2,
      equivalent: 0,
      left: 2,
      files: [
        { file: "sdk/src/plan/sum.ts", score: 75, killed: 3, survived: 1 },
        { file: "sdk/src/rules/dead.ts", score: 0, killed: 0, survived: 1 },
      ],
    });
    expect(survivors[0]).to.deep.equal({
      file: "sdk/src/plan/sum.ts",
      line: 1,
      before: "a + b;",
      after: "a - b",
    });
  });

  it("refuses what is no report", () => {
    expect(() => readStrykerReport("{}")).to.throw(UnusableRunError);
  });
});

describe("mutateSdkCommand", () => {
  it("takes sources of rules and planner only", async () => {
    const files = "sdk/src/rules/*.ts,sdk/src/plan/planTrades.ts";
    expect((await parsedOptions(mutateSdkCommand, ["--files", files]))?.files).to.equal(files);
    for (const other of ["keeper/src/x.ts", "sdk/src/rules/../abi/x.ts", "sdk/src/rules/a b.ts"])
      expect(await refusalOf(mutateSdkCommand, ["--files", other])).to.include(other);
    expect(await refusalOf(mutateSdkCommand, ["--fast"])).to.include("UnusableOptionError");
    expect(await parsedOptions(mutateSdkCommand, ["--help"])).to.equal(undefined);
  });
});

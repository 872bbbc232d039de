import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import { ruleExamples } from "../../tools/docs/ruleExamples.ts";

const ROOT = join(import.meta.dirname, "..", "..");

describe("docs of the rules", () => {
  it("hold the numbers that the code computes now, and the schema that it parses with", async () => {
    const code = await new Promise((resolve) => {
      execFile(
        process.execPath,
        ["scripts/generateRulesDocs.ts", "--check"],
        { cwd: ROOT },
        (error) => resolve(error === null ? 0 : error.code),
      );
    });
    expect(code).to.equal(0);
  });

  it("tell the sector's story: three in, one replaced, 30 % to stablecoins", async () => {
    const story = ruleExamples().find(({ title }) => title.includes("three weeks"));
    const weights = story?.tables.map(({ rows }) =>
      Object.fromEntries(rows.slice(1).map(([id, weight]) => [id, weight])),
    );
    expect(weights?.map((week) => week["cedar"])).to.deep.equal(["33.33 %", "0.00 %", undefined]);
    expect(weights?.map((week) => week["dogwood"])).to.deep.equal([
      undefined,
      "33.33 %",
      "23.33 %",
    ]);
    expect(weights?.[2]?.["usd-coin"]).to.equal("30.00 %");
    const page = await readFile(join(ROOT, "docs", "rules-examples.md"), "utf8");
    expect(page).to.include("| usd-coin | 30.00 %");
  });
});

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { readEquivalents } from "@sheaf/mutate/readEquivalents";
import { sampleReport } from "@sheaf/mutate/sampleReport";
import { writeSample } from "@sheaf/mutate/writeSample";
import { resultOf } from "./resultOf.ts";

describe("writeSample", () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-sample-"));
  });
  after(() => rm(directory, { recursive: true }));

  it("replaces the sample of the committed document, and nothing around it", async () => {
    const committed = await readFile("docs/mutation.md", "utf8");
    const file = join(directory, "mutation.md");
    await writeFile(file, committed);
    const survivor = { ...resultOf("abc", "survived"), diff: "-a\n+b" };
    const facts = {
      found: 900,
      seed: 1,
      files: undefined,
      brokenTests: [],
      digest: "0123",
      jobs: 2,
      judged: 2,
      seconds: 34,
      environment: "a day; versions; a load",
    };
    await writeSample(file, sampleReport([survivor, resultOf("def", "killed")], facts));
    await writeSample(file, sampleReport([survivor, resultOf("def", "killed")], facts));
    const written = await readFile(file, "utf8");
    const [head, tail] = [
      committed.split("<!-- sample")[0],
      committed.split("<!-- end of sample -->")[1],
    ];
    expect(written.startsWith(head)).to.equal(true);
    expect(written.endsWith(tail)).to.equal(true);
    expect(written)
      .to.include("2 of 900 mutants, seed 1")
      .and.include("`0123`. 2 judged in 34 s, 2 at a time. a day; versions; a load.")
      .and.match(/\| all +\| +50\.0 % \| +1 \| +1 \| +0 \| +0 \|/);
    expect(written.split("```diff\n-a\n+b\n```")).to.have.lengthOf(2);
  });
});

describe("readEquivalents", () => {
  it("finds a reason for every committed one", async () => {
    for (const { reason } of await readEquivalents("docs/mutation-equivalent.json"))
      expect(reason).to.have.lengthOf.above(20);
  });
});

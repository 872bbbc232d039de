import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import type { TestCheck } from "@sheaf/mutate/checkTests";
import { recallCheck } from "@sheaf/mutate/recallCheck";

const GOOD: TestCheck = { seconds: 3, secondsOf: new Map([["a", 1.5]]), broken: [] };
const BROKEN: TestCheck = {
  ...GOOD,
  broken: [{ kind: "failed", title: "t", file: "a", isTest: true, message: "no", isOwn: true }],
};

describe("recallCheck", () => {
  let directory: string;
  let file: string;
  let checks: number;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-recall-"));
    file = join(directory, "mutate", "digest.json");
    checks = 0;
  });
  afterEach(() => rm(directory, { recursive: true }));

  function recall(needed: readonly string[], check: TestCheck): Promise<TestCheck> {
    return recallCheck(file, needed, () => {
      checks += 1;
      return Promise.resolve(check);
    });
  }

  it("checks the same sources and tests once", async () => {
    expect(await recall(["a", "b"], GOOD)).to.deep.equal(GOOD);
    expect(await recall(["b"], GOOD)).to.deep.equal(GOOD);
    expect(checks).to.equal(1);
  });

  it("checks again where more tests are needed", async () => {
    await recall(["a"], GOOD);
    await recall(["a", "b"], GOOD);
    expect(checks).to.equal(2);
  });

  it("keeps no check in which something failed", async () => {
    expect(await recall(["a"], BROKEN)).to.deep.equal(BROKEN);
    expect(await recall(["a"], BROKEN)).to.deep.equal(BROKEN);
    expect(checks).to.equal(2);
  });

  it("checks again where the file is not one of ours", async () => {
    await recall(["a"], GOOD);
    for (const text of ["{", "[]", '{ "files": ["a"], "seconds": "3", "secondsOf": [] }']) {
      await writeFile(file, text);
      expect(await recall(["a"], GOOD)).to.deep.equal(GOOD);
    }
    expect(checks).to.equal(4);
  });
});

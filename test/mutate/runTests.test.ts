import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { runTests } from "../../scripts/mutate/runTests.ts";
import type { TestRun } from "../../scripts/mutate/runTests.ts";

const SECONDS = { long: 60, short: 8 }; // a process needs some three to load Hardhat, more on a busy machine

describe("runTests", function () {
  this.timeout(120_000);
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-tests-"));
  });
  after(() => rm(directory, { recursive: true }));

  async function run(
    body: string,
    bail: boolean,
    skip: readonly string[] = [],
    timeout = SECONDS.long,
  ): Promise<TestRun> {
    const file = join(directory, "some.test.mjs");
    await writeFile(file, body);
    return runTests(
      process.cwd(),
      { files: [file], skip, bail },
      timeout,
      new AbortController().signal,
    );
  }

  it("stops at the first failure, although a handle stays open", async () => {
    const { end, failed, passed } = await run(
      'setInterval(() => {}, 1000); it("one", () => {}); it("two", () => { throw new Error("no"); }); it("three", () => {});',
      true,
    );
    expect(end).to.equal("complete");
    expect(passed.map(({ title }) => title)).to.deep.equal(["one"]);
    expect(failed.map(({ title, message }) => [title, message])).to.deep.equal([["two", "no"]]);
  });

  it("runs on after failures where all are asked for, and skips what does not count", async () => {
    const { end, failed, passed } = await run(
      'it("one", () => { throw new Error("no"); }); it("two", () => { throw new Error("no"); }); it("three", () => {});',
      false,
      ["one"],
    );
    expect(end).to.equal("complete");
    expect([passed.map(({ title }) => title), failed.map(({ title }) => title)]).to.deep.equal([
      ["three"],
      ["two"],
    ]);
  });

  it("kills what hangs, with every process that it started", async () => {
    const mark = join(directory, "pid");
    const { end } = await run(
      `import { spawn } from "node:child_process"; import { writeFileSync } from "node:fs";
      it("hangs", () => { writeFileSync(${JSON.stringify(mark)}, String(spawn("sleep", ["600"]).pid)); for (;;); });`,
      true,
      [],
      SECONDS.short,
    );
    expect(end).to.equal("timeout");
    expect(await isRunning(Number(await readFile(mark, "utf8")))).to.equal(false);
  });

  it("says that tests died", async () => {
    const { end, failed } = await run(
      'it("dies", () => process.kill(process.pid, "SIGSEGV"));',
      true,
    );
    expect([end, failed]).to.deep.equal(["died", []]);
  });
});

/** Killed processes need a moment to go. */
async function isRunning(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

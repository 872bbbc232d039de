import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { createTester } from "@sheaf/mutate/createTester";
import type { Tester, TestRun } from "@sheaf/mutate/createTester";

const SECONDS = { long: 100, short: 12 }; // a process needs some two to load Hardhat, more on a busy machine

describe("createTester", function () {
  this.timeout(200_000);
  let directory: string;
  let tester: Tester;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-tests-"));
    tester = createTester(process.cwd());
  });
  after(async () => {
    tester.close();
    await rm(directory, { recursive: true });
  });

  async function run(
    body: string,
    { bail = true, skip = [] as readonly string[], timeout = SECONDS.long } = {},
  ): Promise<TestRun> {
    const file = join(directory, "some.test.mjs");
    await writeFile(file, body);
    return tester.run({ files: [file], skip, bail }, timeout, new AbortController().signal);
  }
  const titles = (list: readonly { readonly title: string }[]): string[] =>
    list.map(({ title }) => title);

  it("stops at the first failure, although a handle stays open", async () => {
    const { end, failed, passed } = await run(
      'setInterval(() => {}, 1000); it("one", () => {}); it("two", () => { throw new Error("no"); }); it("three", () => {});',
    );
    expect(end).to.equal("complete");
    expect(titles(passed)).to.deep.equal(["one"]);
    expect(failed.map(({ title, message }) => [title, message])).to.deep.equal([["two", "no"]]);
  });

  it("runs on after failures where all are asked for, and skips what does not count", async () => {
    const { end, failed, passed } = await run(
      'it("one", () => { throw new Error("no"); }); it("two", () => { throw new Error("no"); }); it("three", () => {});',
      { bail: false, skip: ["one"] },
    );
    expect(end).to.equal("complete");
    expect([titles(passed), titles(failed)]).to.deep.equal([["three"], ["two"]]);
  });

  it("stays in one process, and loads the project's modules anew for every order", async () => {
    const helper = join(directory, "helper.mjs");
    await writeFile(helper, "export const made = { times: 0 };");
    const body = `import { made } from ${JSON.stringify(helper)};
      it(String(process.pid), () => { made.times += 1; if (made.times > 1) throw new Error("kept"); });`;
    const [first, second] = [await run(body), await run(body)];
    expect([first.end, first.passed.length, first.failed]).to.deep.equal(["complete", 1, []]);
    expect(titles(second.passed)).to.deep.equal(titles(first.passed));
  });

  it("reads a contract's code as it is at each order, with a chain of its own", async () => {
    const artifact = join(directory, "artifacts.json");
    const body = `import { readFileSync } from "node:fs";
      import { network } from ${JSON.stringify(import.meta.resolve("hardhat"))};
      const { bytecode } = JSON.parse(readFileSync(${JSON.stringify(artifact)}));
      it("answers", async () => {
        const { ethers } = await network.create();
        const [signer] = await ethers.getSigners();
        if ((await ethers.provider.getBlockNumber()) !== 0) throw new Error("an old chain");
        const sent = await signer.sendTransaction({ data: bytecode });
        const { contractAddress } = await sent.wait();
        if ((await ethers.provider.getCode(contractAddress)) !== "0x01") throw new Error("another code");
      });`;
    const returning = (byte: string): string => `0x60${byte}5f5360015ff3`; // one byte as runtime code
    await writeFile(artifact, JSON.stringify({ bytecode: returning("01") }));
    expect(titles((await run(body)).passed)).to.deep.equal(["answers"]);
    await writeFile(artifact, JSON.stringify({ bytecode: returning("02") }));
    expect((await run(body)).failed.map(({ message }) => message)).to.deep.equal(["another code"]);
    await writeFile(artifact, JSON.stringify({ bytecode: returning("01") }));
    expect(titles((await run(body)).passed)).to.deep.equal(["answers"]);
  });

  it("does not take an earlier order's late error for a failure of this one", async () => {
    const late =
      'it("leaves", () => { setTimeout(() => { throw new Error("late"); }, 1_000); throw new Error("no"); });';
    const patient = 'it("waits", () => new Promise((done) => setTimeout(done, 2_500)));';
    expect(titles((await run(late)).failed)).to.deep.equal(["leaves"]);
    const { failed, passed } = await run(patient);
    expect([titles(failed), titles(passed)]).to.deep.equal([[], ["waits"]]);
  });

  it("kills what hangs, with every process that it started, and takes the next order", async () => {
    const mark = join(directory, "pid");
    const { end } = await run(
      `import { spawn } from "node:child_process"; import { writeFileSync } from "node:fs";
      it("hangs", () => { writeFileSync(${JSON.stringify(mark)}, String(spawn("sleep", ["600"]).pid)); for (;;); });`,
      { timeout: SECONDS.short },
    );
    expect(end).to.equal("timeout");
    expect(await isRunning(Number(await readFile(mark, "utf8")))).to.equal(false);
    expect(titles((await run('it("goes on", () => {});')).passed)).to.deep.equal(["goes on"]);
  });

  it("says that tests died", async () => {
    const { end, failed } = await run('it("dies", () => process.kill(process.pid, "SIGSEGV"));');
    expect([end, failed]).to.deep.equal(["died", []]);
  });

  it("says that a file cannot be loaded", async () => {
    const { end, output } = await run('throw new Error("unloadable");');
    expect(end).to.equal("died");
    expect(output).to.include("unloadable");
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

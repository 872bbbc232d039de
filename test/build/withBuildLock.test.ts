import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { run } from "../../tools/build/run.ts";
import { withBuildLock } from "../../tools/build/withBuildLock.ts";

describe("withBuildLock", () => {
  let folder: string;
  let lock: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sheaf-lock-"));
    lock = join(folder, "cache", "building.lock");
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it("lets two pieces of work happen one after the other", async () => {
    const order: string[] = [];
    const work = async (name: string): Promise<string> => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`${name} ends`);
      return name;
    };
    const first = withBuildLock(() => work("first"), lock);
    while (order.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await Promise.all([first, withBuildLock(() => work("second"), lock)])).to.deep.equal([
      "first",
      "second",
    ]);
    expect(order).to.deep.equal(["first begins", "first ends", "second begins", "second ends"]);
  });

  it("is free again after work that fails", async () => {
    const failing = withBuildLock(() => Promise.reject(new Error("no")), lock);
    expect(await failing.catch(({ message }: Error) => message)).to.equal("no");
    expect(await withBuildLock(() => Promise.resolve(1), lock)).to.equal(1);
  });

  it("does not wait for a process that is gone", async () => {
    const { output } = await run(process.execPath, ["-p", "process.pid"], { quiet: true });
    await withBuildLock(() => Promise.resolve(), lock); // makes the folder
    await writeFile(lock, output.trim());
    const held = await withBuildLock(() => readFile(lock, "utf8"), lock);
    expect(held).to.equal(String(process.pid));
  });
});

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { expect } from "chai";

const BOOTSTRAP = join(import.meta.dirname, "..", "..", "bootstrap.mjs");

/** A project of a lockfile and a script, with an npm of its own that does what `npm` says. */
async function plantProject(npm: string, script: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "sheaf bootstrap é "));
  await cp(BOOTSTRAP, join(root, "bootstrap.mjs"));
  await mkdir(join(root, "bin"));
  await mkdir(join(root, "node_modules"));
  await writeFile(join(root, "bin", "npm"), `#!/bin/sh\n${npm}\n`);
  await chmod(join(root, "bin", "npm"), 0o755);
  await writeFile(join(root, "package-lock.json"), "{}");
  await writeFile(join(root, "script.mjs"), script);
  return root;
}

function start(root: string): { child: ChildProcess; errors: () => string } {
  const child = spawn(process.execPath, [join(root, "bootstrap.mjs"), "script.mjs"], {
    env: { ...process.env, PATH: [join(root, "bin"), process.env.PATH].join(delimiter) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return { child, errors: () => errors };
}

describe("bootstrap.mjs", function () {
  this.timeout(30_000);
  let root: string;
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("installs once, and hands the script's exit code on", async () => {
    root = await plantProject("echo installing >> log", "process.exit(7);");
    for (let run = 0; run < 2; run++) {
      const { child } = start(root);
      expect(await once(child, "exit")).to.deep.equal([7, null]);
    }
    expect(await readFile(join(root, "log"), "utf8")).to.equal("installing\n");
  });

  it("says that packages could not be fetched where no registry is reached", async () => {
    root = await plantProject("echo 'npm error code EAI_AGAIN' >&2; exit 1", "");
    const { child, errors } = start(root);
    expect(await once(child, "exit")).to.deep.equal([1, null]);
    expect(errors()).to.include("the packages could not be fetched").and.include("EAI_AGAIN");
  });

  it("shows npm's own words where it fails otherwise", async () => {
    root = await plantProject("echo 'npm error EUSAGE the lock is stale' >&2; exit 3", "");
    const { child, errors } = start(root);
    expect(await once(child, "exit")).to.deep.equal([1, null]);
    expect(errors())
      .to.include("the lock is stale")
      .and.include("exit code 3")
      .and.not.include("could not be fetched");
  });

  it("says that the pinned Node could not be fetched, where npm passed over it", async () => {
    root = await plantProject("exit 0", "");
    const source = await readFile(join(root, "bootstrap.mjs"), "utf8");
    const demanding = source.replace("MINIMUM_NODE = [22, 18]", "MINIMUM_NODE = [99, 0]");
    await writeFile(join(root, "bootstrap.mjs"), demanding);
    const tools = join(root, "tools", "node");
    await mkdir(join(tools, "node_modules"), { recursive: true });
    await writeFile(join(tools, "package-lock.json"), "{}");
    const binary = `node-${process.platform}-${process.arch}`;
    await writeFile(
      join(tools, "package.json"),
      JSON.stringify({ optionalDependencies: { [binary]: "22.23.3" } }),
    );
    const { child, errors } = start(root);
    expect(await once(child, "exit")).to.deep.equal([1, null]);
    expect(errors()).to.include("could not be fetched").and.not.include("is packaged");
  });

  it("hands a signal on, so that no script is left behind", async () => {
    const script = `
      import { writeFileSync } from "node:fs";
      process.on("SIGTERM", () => { writeFileSync("ended", ""); process.exit(0); });
      setInterval(() => {}, 1000);
      console.log("running");`;
    root = await plantProject("exit 0", script);
    const { child } = start(root);
    await once(child.stdout!, "data");
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(await readFile(join(root, "ended"), "utf8")).to.equal("");
  });
});

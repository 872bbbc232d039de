import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

const PROGRAM = fileURLToPath(new URL("./chattyProgram.ts", import.meta.url));

type Outcome = { readonly code: number | null; readonly out: string; readonly errors: string };

/** Runs the program; its output is read to its end, or only until its first line. */
function run(mode: string, readsAll: boolean): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, mode], { stdio: ["ignore", "pipe", "pipe"] });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (!readsAll) child.stdout.destroy();
      if (mode === "--wait") child.kill("SIGTERM");
    });
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.on("close", (code) =>
      resolve({ code, out, errors: errors.replaceAll(/^.*Warning.*$/gm, "").trim() }),
    );
  });
}

describe("runCommand", () => {
  it("ends without a stack where the reader of its output has gone", async () => {
    const { code, errors } = await run("--chat", false);
    expect([code, errors]).to.deep.equal([141, ""]);
  });

  it("ends in order at a signal, with that signal's code", async () => {
    const { code, out } = await run("--wait", true);
    expect(out).to.equal("waiting\n");
    expect(code).to.equal(143);
  });

  it("prints an unusable input and a known failure in one line, and a fault of its own with its stack", async () => {
    expect(await run("--unusable", true)).to.deep.equal({
      code: 2,
      out: "",
      errors: "error: the moon is too far",
    });
    expect(await run("--failed", true)).to.deep.equal({
      code: 1,
      out: "",
      errors: "error: the engine stopped",
    });
    const broken = await run("--broken", true);
    expect(broken.code).to.equal(1);
    expect(broken.errors).to.match(/^Error: a fault of ours\n {4}at /);
  });
});

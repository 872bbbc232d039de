import { execFile } from "node:child_process";

import { expect } from "chai";
import { leavesOf } from "@sheaf/commands/leavesOf";

import { sheafProgram } from "../../cli/sheafProgram.ts";
import { sheaf } from "./sheaf.ts";

/** Has bash complete the last word of a line by the printed script. */
function complete(script: string, ...words: string[]): Promise<string[]> {
  const asked = [
    script,
    `COMP_WORDS=(sheaf ${words.map((word) => `'${word}'`).join(" ")})`,
    `COMP_CWORD=${words.length}`,
    "_sheaf",
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ].join("\n");
  return new Promise((resolve, reject) => {
    execFile("bash", ["--norc", "-euc", asked], (error, out) => {
      if (error === null) resolve(out.split("\n").filter((line) => line !== ""));
      else reject(new Error(error.message));
    });
  });
}

describe("sheaf completion", function () {
  this.timeout(60_000);
  let script: string;
  before(async () => {
    const { code, out, output } = await sheaf("completion", "bash");
    expect(code, output).to.equal(0);
    script = out;
  });

  it("has bash complete commands, subcommands and options, wherever they stand", async () => {
    expect(await complete(script, "re")).to.deep.equal(["redeem", "revoke"]);
    expect(await complete(script, "index", "")).to.include.members(["create", "list", "show"]);
    expect(await complete(script, "admin", "listing", "pro")).to.deep.equal(["propose"]);
    expect(await complete(script, "buy", "TOP5", "--us")).to.deep.equal(["--usdc"]);
    expect(await complete(script, "buy", "--usdc", "5", "--y")).to.deep.equal(["--yes"]);
  });

  it("completes an argument that is one of a few, and leaves values of flags to bash", async () => {
    expect(await complete(script, "completion", "z")).to.deep.equal(["zsh"]);
    expect(await complete(script, "buy", "--keystore", "")).to.deep.equal([]);
    expect(await complete(script, "index", "create", "--symbol", "list", "--na")).to.deep.equal([
      "--name",
    ]);
  });

  it("knows every option of every command, in every shell", async () => {
    for (const shell of ["zsh", "fish"] as const) {
      const { code, out } = await sheaf("completion", shell);
      expect(code).to.equal(0);
      for (const { words, command } of leavesOf(sheafProgram())) {
        const place = words.join(" ");
        const line = out
          .split("\n")
          .filter((one) => one.includes(shell === "zsh" ? `"${place}") words=` : `' ${place}'`));
        for (const { long } of command.options) {
          const flag = shell === "zsh" ? (long ?? "") : `-l ${long?.slice(2)}`;
          expect(line.join("\n"), `${shell}: ${place}`).to.include(flag);
        }
      }
    }
  });

  it("refuses a shell that it does not know", async () => {
    const { code, output } = await sheaf("completion", "tcsh");
    expect(code).to.equal(2);
    expect(output).to.include("bash, zsh, fish");
  });
});

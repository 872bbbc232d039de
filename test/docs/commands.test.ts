import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";
import { projectFiles } from "@sheaf/gates/projectFiles";

import { sheafProgram } from "../../cli/sheafProgram.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Commands in code of a document: whole lines of a block, and what stands between backticks. */
function commandsIn(document: string): string[] {
  const blocks = [...document.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const inline = [...document.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  return [...blocks, ...inline]
    .map((line) => line.replace(/^\$ /, ""))
    .filter((line) => /^(?:npm|npx|node|hardhat|mocha|tsc) /.test(line));
}

describe("commands in documents", () => {
  let commands: { readonly file: string; readonly command: string }[];
  let scripts: Readonly<Record<string, string>>;

  before(async () => {
    const manifest = await readFile(join(ROOT, "package.json"), "utf8");
    ({ scripts } = JSON.parse(manifest) as { scripts: Readonly<Record<string, string>> });
    const files = await projectFiles(ROOT, ".md");
    const found = await Promise.all(
      files.map(async (file) =>
        commandsIn(await readFile(join(ROOT, file), "utf8")).map((command) => ({ file, command })),
      ),
    );
    commands = found.flat();
  });

  it("run on every Node from 20: none needs the project's own in PATH", () => {
    const bare = commands.filter(
      ({ command }) => !/^(?:npm |npx sheaf(?: |$)|node -e )/.test(command),
    );
    expect(bare).to.deep.equal([]);
    expect(commands.length).to.be.greaterThan(20);
  });

  it("are scripts of package.json, and commands of the program", () => {
    const names = sheafProgram().commands.map((command) => command.name());
    for (const { file, command } of commands) {
      const [, script] = /^npm run (?:--silent )?([\w:]+)/.exec(command) ?? [];
      if (script !== undefined) expect(scripts, `${file}: ${command}`).to.have.property(script);
      const [, name] = /^(?:npm run sheaf --|npx sheaf) ([\w-]+)/.exec(command) ?? [];
      if (name !== undefined && name !== "COMMAND")
        expect(names, `${file}: ${command}`).to.include(name);
    }
  });
});

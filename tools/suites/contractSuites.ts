import { readdirSync } from "node:fs";
import { join } from "node:path";

import type { Suite } from "./runSuites.ts";

/** Folders of test/ that take longest, in descending order: a suite each. All others form one suite. */
const LONG_FOLDERS = [
  "IndexVault",
  "leaving",
  "demo",
  "ComponentRegistry",
  "keeper",
  "sheaf",
  "quote",
];

/**
 * The tests of contracts, deployment and commands as suites that may run beside each other, the longest first. Files of a folder
 * stay together, since they share their fixtures.
 */
export function contractSuites(root: string): Suite[] {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
  const folderOf = (file: string): string => file.split("/")[0] ?? "";
  const long = LONG_FOLDERS.map((folder) =>
    suiteOf(
      folder,
      files.filter((file) => folderOf(file) === folder),
    ),
  );
  const others = files.filter((file) => !LONG_FOLDERS.includes(folderOf(file)));
  const solidity = {
    title: "Solidity tests",
    command: "hardhat",
    arguments: ["test", "solidity", "--no-compile"],
  };
  return [...long, solidity, suiteOf("other folders", others)];
}

function suiteOf(folder: string, files: readonly string[]): Suite {
  return {
    title: `tests of ${folder}`,
    command: "hardhat",
    arguments: ["test", "mocha", "--no-compile", ...files.map((file) => `test/${file}`)],
  };
}

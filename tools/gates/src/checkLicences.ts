import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Finding, Report } from "./finding.ts";
import { isProductContract } from "./isProductContract.ts";
import { lineAt } from "./lineAt.ts";
import { projectFiles } from "./projectFiles.ts";

const LOCKFILE = "package-lock.json";

/** What may ship. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1", // fonts
  "Python-2.0",
  "Unlicense",
]);

/** The binary of lightningcss for one platform. */
function lightning(platform: string): [string, string] {
  return [`lightningcss-${platform}`, "MPL-2.0: a part of lightningcss"];
}

/** What is installed to build or test, never shipped, under another licence or with none in the lockfile: why it is here. */
const DEVELOPMENT_ONLY: ReadonlyMap<string, string> = new Map([
  [
    "@bytecodealliance/preview2-shim",
    "Apache-2.0 with the LLVM exception: runs prettier-plugin-solidity's parser",
  ],
  ["@cspell/dict-django", "WTFPL: word list of the spelling gate"],
  ["@cspell/dict-en-common-misspellings", "CC BY-SA 4.0: word list of the spelling gate"],
  ["@ethereumjs/rlp", "MPL-2.0: part of Hardhat Ignition and solc-typed-ast"],
  ["@ethereumjs/util", "MPL-2.0: part of Hardhat Ignition and solc-typed-ast"],
  [
    "@nomicfoundation/ignition-ui",
    "MIT in its repository, no field in the package: Ignition's page",
  ],
  [
    "@uniswap/v3-core",
    "BUSL-1.1 until 2023, GPL since: real pools in tests and on local chains, loaded as artifacts",
  ],
  [
    "@uniswap/v4-core",
    "BUSL-1.1: the real pool manager in tests and on local chains, loaded as its artifact",
  ],
  ["caniuse-lite", "CC BY 4.0: a table of browsers that Stryker's parser brings along"],
  ["canonical-weth", "GPL-3.0: real WETH9 in tests and on local chains"],
  ["jsel", "MIT in its repository, no field in the package: part of solc-typed-ast"],
  ["lightningcss", "MPL-2.0: writes the app's style sheet when it is built, and is no part of it"],
  ...["android-arm64", "darwin-arm64", "darwin-x64", "freebsd-x64", "linux-arm-gnueabihf"].map(
    lightning,
  ),
  ...["linux-arm64-gnu", "linux-arm64-musl", "linux-x64-gnu", "linux-x64-musl"].map(lightning),
  ...["win32-arm64-msvc", "win32-x64-msvc"].map(lightning),
  ["memorystream", "MIT in its repository, no field in the package: part of solc"],
  ["web3-errors", "LGPL-3.0: part of solc-typed-ast"],
  ["web3-eth-abi", "LGPL-3.0: part of solc-typed-ast"],
  ["web3-types", "LGPL-3.0: part of solc-typed-ast"],
  ["web3-utils", "LGPL-3.0: part of solc-typed-ast"],
  ["web3-validator", "LGPL-3.0: part of solc-typed-ast"],
]);

type Package = { readonly license?: string; readonly dev?: boolean; readonly link?: boolean };

/** What ships is under a licence that allows it, and every Solidity file says under which it is. */
export async function checkLicences(root: string): Promise<Report> {
  const found = await Promise.all([packageFaults(root), solidityFaults(root)]);
  return { findings: found.flat() };
}

async function packageFaults(root: string): Promise<readonly Finding[]> {
  if (!existsSync(join(root, LOCKFILE))) return [{ file: LOCKFILE, message: "is missing" }];
  const { packages } = JSON.parse(await readFile(join(root, LOCKFILE), "utf8")) as {
    readonly packages: Readonly<Record<string, Package>>;
  };
  const installed = Object.entries(packages).filter(
    ([path, { link }]) => path.includes("node_modules/") && link !== true,
  );
  return installed.flatMap(([path, { license, dev }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    if (isAllowed(license ?? "") || (dev === true && DEVELOPMENT_ONLY.has(name))) return [];
    const where =
      dev === true ? "installed for development without a reason in the gate's list" : "shipped";
    return [
      { file: LOCKFILE, message: `${name} is under ${license ?? "no licence"} and ${where}` },
    ];
  });
}

/** Whether an expression such as "(WTFPL OR MIT)" leaves a choice that is allowed. */
function isAllowed(expression: string): boolean {
  const choices = expression.replaceAll(/[()]/g, "").split(" OR ");
  return choices.some((choice) =>
    choice.split(/ and /i).every((licence) => ALLOWED.has(licence.trim())),
  );
}

async function solidityFaults(root: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of await projectFiles(root, ".sol")) {
    const source = await readFile(join(root, file), "utf8");
    const header = /^\/\/ SPDX-License-Identifier: (\S+)\n/.exec(source)?.[1];
    if (header === undefined)
      findings.push({ file, line: 1, message: "has no SPDX header on its first line" });
    else if (header !== "MIT")
      findings.push({ file, line: 1, message: `is under ${header}; ours is MIT` });
    if (!isProductContract(file)) continue;
    for (const { 1: path = "", index } of source.matchAll(
      /^import\s[^;]*?["']((?!\.)[^"']+)["']/gm,
    )) {
      const name = path
        .split("/")
        .slice(0, path.startsWith("@") ? 2 : 1)
        .join("/");
      const reason = DEVELOPMENT_ONLY.get(name);
      if (reason === undefined) continue;
      findings.push({
        file,
        line: lineAt(source, index),
        message: `compiles ${name} in, which is for development only (${reason})`,
      });
    }
  }
  return findings;
}

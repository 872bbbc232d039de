import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";

import type { Finding } from "./finding.ts";
import { isProductContract } from "./isProductContract.ts";
import { lineAt } from "./lineAt.ts";
import { projectFiles } from "./projectFiles.ts";

type Rule = {
  readonly name: string;
  readonly comment: string;
  readonly applies: (file: string) => boolean;
  readonly forbids: (target: string) => boolean;
};

const within =
  (...folders: readonly string[]) =>
  (path: string): boolean =>
    folders.some((folder) => path.startsWith(`contracts/${folder}`));

const RULES: readonly Rule[] = [
  {
    name: "core-knows-no-periphery",
    comment: "the vault and its libraries never import executors, periphery or wallet",
    applies: within("IndexVault.sol", "vault/", "libraries/"),
    forbids: within("execution/", "periphery/", "wallet/"),
  },
  {
    name: "product-knows-no-mock",
    comment: "what ships never imports a test double",
    applies: isProductContract,
    forbids: within("mocks/"),
  },
  {
    name: "interfaces-are-the-leaf",
    comment: "an interface imports nothing of ours but interfaces",
    applies: within("interfaces/"),
    forbids: (target) => target.startsWith("contracts/") && !within("interfaces/")(target),
  },
  {
    name: "wallet-knows-no-index",
    comment: "the wallet knows nothing of indexes",
    applies: within("wallet/"),
    forbids: (target) => target.startsWith("contracts/") && !within("wallet/")(target),
  },
];

const IMPORT = /^import\s+(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']/gm;

/** Every import between contracts that goes along the arrow. */
export async function solidityImportFaults(root: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of await projectFiles(root, ".sol")) {
    const source = await readFile(join(root, file), "utf8");
    for (const { 1: path = "", index } of source.matchAll(IMPORT)) {
      const target = path.startsWith(".") ? posix.join(posix.dirname(file), path) : path;
      for (const { name, comment, applies, forbids } of RULES) {
        if (!applies(file) || !forbids(target)) continue;
        findings.push({
          file,
          line: lineAt(source, index),
          message: `imports ${target}: ${comment} (${name})`,
        });
      }
    }
  }
  return findings;
}

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { Finding, Report } from "./finding.ts";
import { isProductContract } from "./isProductContract.ts";
import { projectFiles } from "./projectFiles.ts";
import { PROJECT_ROOT } from "./projectRoot.ts";
import { solidityHouseFaults } from "./solidityHouseFaults.ts";

type Remark = { readonly line: number; readonly message: string; readonly ruleId: string };
type Solhint = {
  processStr(source: string, config: object, file: string): { readonly reports: readonly Remark[] };
};

/** The package has no types of its own. */
const solhint = createRequire(import.meta.url)("solhint") as Solhint;

/** The rule cannot be told that an internal function is explained by `@dev` alone. */
const INTERNAL_FUNCTION = /^Missing @notice tag in function '_/;

/** Product Solidity keeps solhint's rules and those of the house. */
export async function checkSolidity(root: string): Promise<Report> {
  const config = JSON.parse(await readFile(join(PROJECT_ROOT, ".solhint.json"), "utf8")) as object;
  const findings: Finding[] = [];
  for (const file of (await projectFiles(root, ".sol")).filter(isProductContract)) {
    const source = await readFile(join(root, file), "utf8");
    const { reports } = solhint.processStr(source, config, file);
    for (const { line, message, ruleId } of reports) {
      if (ruleId === "use-natspec" && INTERNAL_FUNCTION.test(message)) continue;
      findings.push({ file, line, message: `${message} (${ruleId})` });
    }
    for (const fault of solidityHouseFaults(source, file)) findings.push({ file, ...fault });
  }
  return { findings };
}

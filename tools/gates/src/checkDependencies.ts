import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { cruise } from "dependency-cruiser";
import type { ICruiseOptions, IFlattenedRuleSet, IResolveOptions } from "dependency-cruiser";

import type { Finding, Report } from "./finding.ts";
import { lineAt } from "./lineAt.ts";
import { projectFiles } from "./projectFiles.ts";
import { PROJECT_ROOT } from "./projectRoot.ts";
import { solidityImportFaults } from "./solidityImportFaults.ts";

type Configuration = {
  readonly forbidden: NonNullable<IFlattenedRuleSet["forbidden"]>;
  readonly options: ICruiseOptions & { readonly enhancedResolveOptions: Partial<IResolveOptions> };
};

const CHAIN_LIBRARY = /^(?:import|export)\b[^"']*?["'](ethers|viem)(?:\/[^"']*)?["']/gm;

/** Imports go against the arrow or not at all, in TypeScript and in Solidity, and a file has one chain library. */
export async function checkDependencies(root: string): Promise<Report> {
  const sources = (await projectFiles(root, ".ts", ".tsx")).filter(
    (file) => !file.endsWith(".d.ts") && !file.startsWith("e2e/"), // packages of its own
  );
  const mixed = sources.map((file) => chainLibraryFaults(root, file));
  const found = await Promise.all([
    arrowFaults(root, sources),
    solidityImportFaults(root),
    ...mixed,
  ]);
  return { findings: found.flat() };
}

/** Every import that a rule of .dependency-cruiser.cjs forbids. */
async function arrowFaults(root: string, sources: readonly string[]): Promise<readonly Finding[]> {
  if (sources.length === 0) return [];
  const load = createRequire(import.meta.url);
  const { forbidden, options } = load(
    join(PROJECT_ROOT, ".dependency-cruiser.cjs"),
  ) as Configuration;
  const { output } = await cruise(
    [...sources],
    { ...options, ruleSet: { forbidden }, validate: true, baseDir: root },
    options.enhancedResolveOptions,
  );
  if (typeof output === "string")
    throw new TypeError("dependency-cruiser answered with text instead of a result");
  return output.summary.violations.map(({ from, to, rule }) => {
    const comment = forbidden.find(({ name }) => name === rule.name)?.comment ?? "";
    return { file: from, message: `imports ${to}: ${comment} (${rule.name})` };
  });
}

/** Both imports of a file that has both libraries, whichever comes first. */
async function chainLibraryFaults(root: string, file: string): Promise<readonly Finding[]> {
  const source = await readFile(join(root, file), "utf8");
  const imports = [...source.matchAll(CHAIN_LIBRARY)].map(({ 1: library, index }) => ({
    library,
    line: lineAt(source, index),
  }));
  if (new Set(imports.map(({ library }) => library)).size < 2) return [];
  return imports.map(({ library, line }) => {
    const other = library === "viem" ? "ethers" : "viem";
    return {
      file,
      line,
      message: `imports ${library} beside ${other}: one chain library per file (one-chain-library)`,
    };
  });
}

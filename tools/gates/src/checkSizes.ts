import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import type { Finding, Report } from "./finding.ts";
import { isProductContract } from "./isProductContract.ts";
import { projectFiles } from "./projectFiles.ts";

/** {byte} EIP-170, and EIP-3860 for what a deployment sends. */
const CODE_LIMIT = 24_576;
const INIT_CODE_LIMIT = 49_152;
/** {byte} Our own, so that there is room for a correction. What ships is smaller; the benchmark holds that to 23,500. */
const OWN_LIMITS: ReadonlyMap<string, number> = new Map([["IndexVault", 24_550]]);

type Artifact = { readonly bytecode: string; readonly deployedBytecode: string };
type Row = {
  readonly name: string;
  readonly code: number;
  readonly initCode: number;
  readonly limit: number;
};

/** No contract that ships is over its size limit, as the last build left it. */
export async function checkSizes(root: string): Promise<Report> {
  const findings: Finding[] = [];
  const rows: Row[] = [];
  for (const file of (await projectFiles(root, ".sol")).filter(isProductContract)) {
    const source = await readFile(join(root, file), "utf8");
    for (const [, name = ""] of source.matchAll(/^(?:contract|library) (\w+)/gm)) {
      const artifact = await readArtifact(root, file, name);
      if (artifact === undefined) {
        findings.push({ file, message: `${name} has no artifact; build the contracts` });
        continue;
      }
      const row = {
        name,
        code: sizeOf(artifact.deployedBytecode),
        initCode: sizeOf(artifact.bytecode),
        limit: OWN_LIMITS.get(name) ?? CODE_LIMIT,
      };
      rows.push(row);
      if (row.code > row.limit)
        findings.push({
          file,
          message: `${name} has ${row.code} bytes of code; the limit is ${row.limit}`,
        });
      if (row.initCode > INIT_CODE_LIMIT) {
        findings.push({
          file,
          message: `${name} has ${row.initCode} bytes of init code; the limit is ${INIT_CODE_LIMIT}`,
        });
      }
    }
  }
  return { findings, table: render(rows) };
}

/** {byte} Placeholders of libraries to link are as long as the addresses that replace them. */
function sizeOf(bytecode: string): number {
  return (bytecode.length - 2) / 2;
}

async function readArtifact(
  root: string,
  file: string,
  name: string,
): Promise<Artifact | undefined> {
  try {
    const path = join(root, "artifacts", file, `${basename(name)}.json`);
    return JSON.parse(await readFile(path, "utf8")) as Artifact;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Largest first; libraries that exist only inside others are left out. */
function render(rows: readonly Row[]): readonly string[] {
  const shown = rows.filter(({ code }) => code > 100).sort((a, b) => b.code - a.code);
  return shown.map(({ name, code, initCode, limit }) => {
    const room = String(limit - code).padStart(6);
    return `${name.padEnd(20)} ${String(code).padStart(6)} bytes, ${room} left of ${limit}; init code ${initCode}`;
  });
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { DEVELOPMENT_MNEMONIC, developmentKeys } from "./developmentKeys.ts";
import type { Finding, Report } from "./finding.ts";
import { lineAt } from "./lineAt.ts";
import { projectFiles } from "./projectFiles.ts";
import { SECRET_RULES } from "./secretRules.ts";

/** Files that may name the keys every local chain funds, and why. Any other secret is one there too. */
const DEVELOPMENT_KEY_FILES: ReadonlyMap<string, string> = new Map([
  ["test/keeper/sendTransaction.test.ts", "signs outside the provider, on the local chain"],
]);

/** No key, seed phrase, token or password is committed. A finding shows no more than its first characters. */
export async function checkSecrets(root: string): Promise<Report> {
  const known = developmentKeys();
  const findings: Finding[] = [];
  for (const file of await projectFiles(root)) {
    const text = await readFile(join(root, file), "utf8");
    if (text.includes("\0")) continue;
    const seen = new Set<string>();
    for (const { kind, pattern, isSecret } of SECRET_RULES) {
      for (const { 1: candidate = "", index } of text.matchAll(pattern)) {
        if (seen.has(candidate) || !isSecret(candidate, contextOf(text, index))) continue;
        seen.add(candidate);
        const isDevelopment =
          known.has(candidate.toLowerCase()) || candidate.includes(DEVELOPMENT_MNEMONIC);
        if (isDevelopment && DEVELOPMENT_KEY_FILES.has(file)) continue;
        const what = isDevelopment ? `a local chain's ${kind}, not allowed in this file` : kind;
        findings.push({
          file,
          line: lineAt(text, index),
          message: `${what}: ${candidate.slice(0, 4)}…`,
        });
      }
    }
  }
  return { findings };
}

/** The line of a match and the one above it. */
function contextOf(text: string, index: number): string {
  const end = text.indexOf("\n", index);
  const start = text.lastIndexOf("\n", index);
  const above = text.lastIndexOf("\n", start - 1);
  return text.slice(start <= 0 ? 0 : above + 1, end === -1 ? undefined : end);
}

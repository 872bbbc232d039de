import { readFile } from "node:fs/promises";
import { namedRules, RULES_NAMES } from "@sheaf/sdk/rules/namedRules";
import { MalformedRulesError } from "@sheaf/sdk/rules/MalformedRulesError";
import { parseRules } from "@sheaf/sdk/rules/parseRules";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

/**
 * The built-in rules of a name, or those of a file.
 *
 * @throws MalformedRulesError where the file cannot be read, or is no rules document.
 */
export async function loadRules(nameOrFile: string, leader: string): Promise<Rules> {
  if (RULES_NAMES.includes(nameOrFile)) return namedRules(nameOrFile, leader);
  return parseRules(await readDocument(nameOrFile));
}

async function readDocument(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const cause = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new MalformedRulesError([
      `${file} ${cause}, and no built-in rules have that name (${RULES_NAMES.join(", ")})`,
    ]);
  }
}

import { readFile } from "node:fs/promises";

import { UnusableOptionError } from "@sheaf/commands/errors";
import { quoted } from "@sheaf/commands/quoted";
import { namedRules, RULES_NAMES } from "@sheaf/sdk/rules/namedRules";
import { MalformedRulesError } from "@sheaf/sdk/rules/errors";
import { parseRules } from "@sheaf/sdk/rules/parseRules";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import { MalformedJsonError } from "@sheaf/sdk/units/errors";
import { parseJson } from "@sheaf/sdk/units/parseJson";

/**
 * The built-in rules of a name, or those of a file.
 *
 * @throws UnusableOptionError if the file cannot be read, MalformedRulesError if it is no rules document.
 */
export async function loadRules(nameOrFile: string, leader: string): Promise<Rules> {
  if (RULES_NAMES.includes(nameOrFile)) return namedRules(nameOrFile, leader);
  return parseRules(await readDocument(nameOrFile));
}

async function readDocument(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error;
    throw new MalformedRulesError([`${file}, ${error.message.replace(/\.$/, "")}`]);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UnusableOptionError(
      `cannot read the rules ${quoted(file)}; built-in rules are ${RULES_NAMES.join(", ")}`,
    );
  }
}

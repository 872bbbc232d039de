import { writeFile } from "node:fs/promises";

import { readRoles } from "@sheaf/sdk/roles/readRoles";

import { askNode } from "./askNode.ts";
import { parseRolesOptions, ROLES_HELP } from "./parseRolesOptions.ts";
import { rolesLines } from "./rolesLines.ts";

/** @returns the exit code */
export async function runRoles(
  commandLine: readonly string[],
  callerDirectory: string,
): Promise<number> {
  const options = parseRolesOptions(commandLine, callerDirectory);
  if (options === undefined) {
    console.log(ROLES_HELP);
    return 0;
  }
  const { vault, rpcUrl, fromBlock, jsonFile } = options;
  const report = await askNode(rpcUrl, (client) => readRoles({ client, vault, fromBlock }));
  for (const line of rolesLines(report)) console.log(line);
  if (jsonFile !== undefined) {
    const exact = (_: string, value: unknown): unknown =>
      typeof value === "bigint" ? value.toString() : value;
    await writeFile(jsonFile, `${JSON.stringify(report, exact, 2)}\n`);
  }
  return 0;
}

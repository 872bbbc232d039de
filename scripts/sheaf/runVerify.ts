import { writeFile } from "node:fs/promises";

import { verifyEpoch } from "@sheaf/sdk/snapshot/verifyEpoch";
import type { EpochReport } from "@sheaf/sdk/snapshot/epochReport";

import { askNode } from "./askNode.ts";
import { openFolder } from "./openFolder.ts";
import { parseVerifyOptions, VERIFY_HELP } from "./parseVerifyOptions.ts";
import { reportLines } from "./reportLines.ts";
import type { VerifyOptions } from "./parseVerifyOptions.ts";

/** @returns the exit code */
export async function runVerify(
  commandLine: readonly string[],
  callerDirectory: string,
): Promise<number> {
  const options = parseVerifyOptions(commandLine, callerDirectory);
  if (options === undefined) {
    console.log(VERIFY_HELP);
    return 0;
  }
  const report = await verify(options);
  for (const line of reportLines(report, options.vault)) console.log(line);
  if (options.jsonFile !== undefined)
    await writeFile(
      options.jsonFile,
      `${JSON.stringify({ ...report, vault: options.vault }, null, 2)}\n`,
    );
  return report.verified ? 0 : 1;
}

async function verify(options: VerifyOptions): Promise<EpochReport> {
  const { epoch, vault, rpcUrl, fromBlock, withoutState } = options;
  const documents = await openFolder(options.snapshotsDirectory);
  return askNode(rpcUrl, (client) =>
    verifyEpoch({ client, vault, epoch, documents, fromBlock, withoutState }),
  );
}

import { writeFile } from "node:fs/promises";

import { BaseError, createClient, http, HttpRequestError, TimeoutError } from "viem";
import { verifyEpoch } from "@sheaf/sdk/snapshot/verifyEpoch";
import type { EpochReport } from "@sheaf/sdk/snapshot/epochReport";

import { NodeUnreachableError } from "./NodeUnreachableError.ts";
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
  const client = createClient({ transport: http(rpcUrl, { retryCount: 2 }) });
  try {
    return await verifyEpoch({ client, vault, epoch, documents, fromBlock, withoutState });
  } catch (error) {
    const unreachable = (cause: unknown): boolean =>
      cause instanceof HttpRequestError || cause instanceof TimeoutError;
    const cause = error instanceof BaseError ? error.walk(unreachable) : null;
    if (cause === null) throw error;
    const { origin } = new URL(rpcUrl); // the path may carry a key
    throw new NodeUnreachableError(
      origin,
      cause instanceof TimeoutError ? "it takes too long" : "the request failed",
    );
  }
}

import { addressOption } from "@sheaf/commands/addressOption";
import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { nodeUrlOption } from "@sheaf/commands/nodeUrlOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import { verifyEpoch } from "@sheaf/sdk/snapshot/verifyEpoch";

import { askNode } from "./chain/askNode.ts";
import { openFolder } from "./verify/openFolder.ts";
import { reportLines } from "./verify/reportLines.ts";

/** `sheaf verify`: an epoch's targets, derived again from what was published. */
export function verifyCommand() {
  return createCommand({
    name: "verify",
    summary: "derive an epoch's targets again from what was published, and compare with the chain",
    description:
      "Verifies an epoch with nothing of the keeper's: the published snapshot and rules hash to what the chain says, the " +
      "snapshot agrees with the chain at its block, and the same open rules derive from it the targets that were " +
      "submitted, to the last digit. docs/snapshots.md has the format and how to do it by hand.",
    exitCodes:
      "0 verified, 1 not verified, 2 the options, the folder, the node or the index cannot be used.",
  })
    .addOption(
      wholeNumberOption("--epoch <n>", "number of the epoch", { from: 1 }).makeOptionMandatory(),
    )
    .addOption(addressOption("--vault <address>", "the index").makeOptionMandatory())
    .addOption(
      nodeUrlOption(
        "--rpc <url>",
        "a node, http or https; for the state of old blocks one that keeps it",
      ).makeOptionMandatory(),
    )
    .addOption(
      pathOption(
        "--snapshots <dir>",
        "folder with the published documents, <hash>.json",
      ).makeOptionMandatory(),
    )
    .addOption(
      wholeNumberOption("--from-block <n>", "first block that is searched for the epoch", {
        from: 0,
      }).default(0),
    )
    .option(
      "--without-state",
      "call an epoch verified also where the node no longer has the state of the snapshot's block; the report lists what was not checked",
    )
    .addOption(jsonOption("the report"))
    .action(async ({ vault, epoch, rpc: rpcUrl, snapshots, fromBlock, withoutState, json }) => {
      const { print, writeJson } = await openOutput({ json });
      const documents = await openFolder(snapshots);
      const report = await askNode({ rpcUrl, vault }, (client) =>
        verifyEpoch({
          client,
          vault,
          epoch,
          documents,
          fromBlock: BigInt(fromBlock),
          withoutState: withoutState === true,
        }),
      );
      for (const line of reportLines(report, vault)) print(line);
      await writeJson({ ...report, vault });
      process.exitCode = report.verified ? EXIT.ok : EXIT.failed;
    });
}

import { addressOption } from "@sheaf/commands/addressOption";
import { basisPointsOption } from "@sheaf/commands/basisPointsOption";
import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { nodeUrlOption } from "@sheaf/commands/nodeUrlOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import { readRoles } from "@sheaf/sdk/roles/readRoles";

import { askNode } from "./chain/askNode.ts";
import { rolesLines } from "./roles/rolesLines.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD

/** `sheaf roles`: who can do what, from the chain. */
export function rolesCommand() {
  return createCommand({
    name: "roles",
    summary:
      "print who can do what in an index, what is paused and announced, and what stolen keys can take",
    description:
      "Prints who can do what in an index, from the chain: every account that holds a role now, whom the guardian has " +
      "blocked, which guardian is under notice, what is paused, and what the admin has announced and nobody has carried " +
      "out or cancelled. And what stolen keys can take in any seven days.",
    exitCodes: "0 printed, 1 failed, 2 the options, the node or the index cannot be used.",
  })
    .addOption(addressOption("--vault <address>", "the index").makeOptionMandatory())
    .addOption(nodeUrlOption("--rpc <url>", "a node, http or https").makeOptionMandatory())
    .addOption(
      wholeNumberOption(
        "--from-block <n>",
        "first block that is searched for grants and announcements; not after the deployment",
        { from: 0 },
      ).default(0),
    )
    .addOption(
      basisPointsOption(
        "--deviation <bps>",
        "how far the feeds of the two sides of a trade may stand from the market, together",
      ).default(200),
    )
    .addOption(jsonOption("the report"))
    .action(async ({ vault, rpc: rpcUrl, fromBlock, deviation, json }) => {
      const { print, writeJson } = await openOutput({ json });
      const report = await askNode({ rpcUrl, vault }, (client) =>
        readRoles({
          client,
          vault,
          fromBlock: BigInt(fromBlock),
          deviation: BigInt(deviation) * BASIS_POINT,
        }),
      );
      for (const line of rolesLines(report)) print(line);
      await writeJson(report);
      process.exitCode = EXIT.ok;
    });
}

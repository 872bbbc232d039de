import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { readIndexView } from "@sheaf/sdk/lens/readIndexView";

import { sessionCommand } from "../session/sessionCommand.ts";
import { useSession } from "../session/useSession.ts";
import { findIndex } from "./findIndex.ts";
import { showLines } from "./showLines.ts";

/** `sheaf index show`: one index, whole. */
export function indexShowCommand() {
  return sessionCommand({
    name: "show",
    summary: "print what an index is worth, holds, costs, and may never do",
    description:
      "Prints an index from the chain: NAV per share with the age of its oldest price, regime, epoch, fees, what the contract " +
      "never allows anybody, and every component. `sheaf roles` prints who holds its roles.",
    exitCodes:
      "0 printed, 1 failed, 2 the options, the node, the address book or the index cannot be used.",
  })
    .argument("<index>", "symbol or address")
    .addOption(jsonOption("the index"))
    .action(async (wanted, { json, ...given }) => {
      const { print, width, writeJson } = await openOutput({ json });
      const { view, terms } = await useSession(given, async (session) => {
        const { client, book } = session;
        const vault = await findIndex(session, wanted);
        const found = await readIndexView({ client, lens: book.contracts.lens.address, vault });
        const constitution = await client.readContract({
          address: vault,
          abi: indexVaultAbi,
          functionName: "constitution",
          blockNumber: found.blockNumber,
        });
        return {
          view: found,
          terms: { ...constitution, minInterval: BigInt(constitution.minInterval) },
        };
      });
      for (const line of showLines(view, terms, width)) print(line);
      await writeJson({ ...view, constitution: terms });
      process.exitCode = EXIT.ok;
    });
}

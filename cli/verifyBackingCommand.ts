import { countOf } from "@sheaf/commands/countOf";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { checkBacking } from "@sheaf/sdk/ledger/checkBacking";
import { compareLedger } from "@sheaf/sdk/ledger/compareLedger";
import { readChainState } from "@sheaf/sdk/ledger/readChainState";
import { readLedgerEvents } from "@sheaf/sdk/ledger/readLedgerEvents";
import { replayLedger } from "@sheaf/sdk/ledger/replayLedger";

import { findIndex } from "./index/findIndex.ts";
import { sessionCommand } from "./session/sessionCommand.ts";
import { useSession } from "./session/useSession.ts";

/** `sheaf verify-backing`: every share, held against what the vault has. */
export function verifyBackingCommand() {
  return sessionCommand({
    name: "verify-backing",
    summary: "check that every share of an index is backed, from events and state",
    description:
      "Replays every event of an index, and compares the result with the chain's state at the latest block: supply, holders, " +
      "balances, claims and basket. Then it checks that what all holders together would be paid is there.",
    exitCodes: "0 backed, 1 a difference or a fault was found, 2 an input cannot be used.",
  })
    .argument("<index>", "symbol or address")
    .addOption(jsonOption("what was compared, and what differs"))
    .action(async (wanted, { json, ...given }) => {
      const { print, writeJson } = await openOutput({ json });
      const report = await useSession(given, async (session) => {
        const { client, book } = session;
        const vault = await findIndex(session, wanted);
        const { address: factory, block } = book.contracts.factory;
        const blockNumber = await client.getBlockNumber();
        const events = await readLedgerEvents({
          ...{ client, vault, factory },
          ...{ fromBlock: BigInt(block), toBlock: blockNumber },
        });
        const ledger = replayLedger(events, book.external.usdc);
        const chain = await readChainState({
          ...{ client, vault, blockNumber },
          components: [...ledger.balances.keys()],
          holders: [...ledger.holders.keys()],
        });
        return {
          vault,
          blockNumber,
          events: events.length,
          components: chain.components.length,
          holders: [...chain.holders.values()].filter((shares) => shares > 0n).length,
          differences: compareLedger(ledger, chain),
          faults: checkBacking(chain),
        };
      });
      const { differences, faults } = report;
      print(`index ${report.vault} at block ${report.blockNumber}`);
      print(
        `${countOf(report.events, "event")} replayed, ${countOf(report.components, "component")}, ${countOf(report.holders, "holder")}`,
      );
      for (const { what, ledger, chain } of differences)
        print(`differs: ${what}: ${ledger} by the events, ${chain} by the chain`);
      for (const { what, evidence } of faults) print(`not backed: ${what}: ${evidence}`);
      const backed = differences.length === 0 && faults.length === 0;
      print(backed ? "every share is backed" : "NOT every share is backed, or events are missing");
      await writeJson({ ...report, backed });
      process.exitCode = backed ? EXIT.ok : EXIT.failed;
    });
}

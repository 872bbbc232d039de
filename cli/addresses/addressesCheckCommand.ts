import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";

import { sessionCommand } from "../session/sessionCommand.ts";
import { useSession } from "../session/useSession.ts";
import { bookLines } from "./bookLines.ts";
import { checkBook } from "./checkBook.ts";

/** `sheaf addresses check`: an address book beside the chain. */
export function addressesCheckCommand() {
  return sessionCommand({
    name: "check",
    summary: "compare an address book with the chain",
    description:
      "Compares an address book with the chain: every address has code, of the hash that the book names; the code is the " +
      "shipped bytecode, linked, with immutables masked; the creation transaction is there, in the book's block, and its " +
      "input is the shipped creation code with the book's arguments, from which immutables follow; contracts are " +
      "connected with each other; and the account that deployed them holds no role.",
    exitCodes:
      "0 the book matches, 1 a fault was found, 2 the options, the node or the book cannot be used.",
  })
    .addOption(jsonOption("the report"))
    .action(async ({ json, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      const report = await useSession(options, ({ client, book }) => checkBook(client, book));
      for (const line of bookLines(report)) print(line);
      await writeJson(report);
      process.exitCode = report.faults === 0 ? EXIT.ok : EXIT.failed;
    });
}

import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";

import { sessionCommand } from "../../session/sessionCommand.ts";
import { useSession } from "../../session/useSession.ts";
import { callText } from "../words/callText.ts";
import { pendingLines } from "./pendingLines.ts";
import { readPending } from "./readPending.ts";

/** `sheaf admin pending`: what was announced, when it can be carried out, and what it does. */
export function pendingCommand() {
  return sessionCommand({
    name: "pending",
    summary: "print what waits in timelock, registry and indexes, and what it does",
    description:
      "Prints what the admin has announced and nobody has carried out or cancelled: operations of the timelock, listings of the registry and raised fees of every index. For each: when it can be carried out, and what it does in words.",
    exitCodes: "0 printed, 1 failed, 2 the options or the node cannot be used.",
  })
    .addOption(jsonOption("what waits"))
    .action(async ({ json, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      await useSession(options, async (session) => {
        const { timestamp } = await session.client.getBlock();
        const pending = await readPending(session);
        for (const line of pendingLines(pending, timestamp)) print(line);
        await writeJson({
          timestamp,
          pending: pending.map(({ calls, ...item }) => ({
            ...item,
            calls: calls.map((call) => ({ ...call, does: callText(call) })),
          })),
        });
      });
      process.exitCode = EXIT.ok;
    });
}

import { createCommand } from "@sheaf/commands/createCommand";
import { dateOption } from "@sheaf/commands/dateOption";
import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { portOption } from "@sheaf/commands/portOption";

const LOOPBACK = "127.0.0.1";
const PORT = 8545;

/** `sheaf node`: a local chain for other programs of this machine. */
export function nodeCommand() {
  return createCommand({
    name: "node",
    summary: "start a local node, on which `demo --rpc` runs",
    description:
      "Starts a local node of chain 31337 on this machine's loopback, with funded development accounts and no contracts. " +
      "Its clock goes forward only, so a demo on it can run once: its date has to be two weeks before the market's first " +
      "week. It runs until it is interrupted, and keeps nothing.",
    exitCodes:
      "130 ended by Ctrl-C, 143 by SIGTERM; 1 failed, 2 the options or the port cannot be used.",
  })
    .addOption(
      dateOption("--date <date>", "the clock's date at the start, YYYY-MM-DD; default: today"),
    )
    .addOption(portOption("--port <n>", "port to listen at").default(PORT))
    .action(async ({ date, port }) => {
      const { print } = await openOutput({});
      const { runNode } = await import("./node/runNode.ts");
      await runNode({ date, hostname: LOOPBACK, port, print });
      process.exitCode = EXIT.ok;
    });
}

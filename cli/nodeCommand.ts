import { addressesOption } from "@sheaf/commands/addressesOption";
import { choicesOption } from "@sheaf/commands/choicesOption";
import { createCommand } from "@sheaf/commands/createCommand";
import { dateOption } from "@sheaf/commands/dateOption";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { portOption } from "@sheaf/commands/portOption";

const LOOPBACK = "127.0.0.1";
const PORT = 8545;
const POSED = "base-sepolia";

/** `sheaf node`: a local chain for other programs of this machine. */
export function nodeCommand() {
  return createCommand({
    name: "node",
    summary: "start a local node, for `demo --rpc` or to rehearse a deployment",
    description:
      "Starts a local node of chain 31337 on this machine's loopback, with funded development accounts and no contracts. " +
      "Its clock goes forward only, so a demo on it can run once: its date has to be two weeks before the market's first " +
      "week. With --network base-sepolia the node poses as that chain: its id 84532, a block every two seconds, no unlocked " +
      "accounts, the real Uniswap v3 factory and wrapped ether at their addresses. It runs until it is interrupted, and " +
      "keeps nothing.",
    exitCodes:
      "130 ended by Ctrl-C, 143 by SIGTERM; 1 failed, 2 the options or the port cannot be used.",
  })
    .addOption(
      dateOption("--date <date>", "the clock's date at the start, YYYY-MM-DD; default: today"),
    )
    .addOption(portOption("--port <n>", "port to listen at").default(PORT))
    .addOption(choicesOption("--network <name>", `pose as a network: ${POSED}`, [POSED]))
    .addOption(
      addressesOption(
        "--fund <address>",
        "give an address ether on a posed node; may be given again",
      ),
    )
    .action(async ({ date, port, network, fund }) => {
      if (network === undefined && fund !== undefined)
        throw new UnusableOptionError(
          `--fund goes with --network ${POSED}; other nodes have funded accounts`,
        );
      const funded = network === undefined ? undefined : (fund ?? []);
      const { print } = await openOutput({});
      const { runNode } = await import("./node/runNode.ts");
      await runNode({ date, hostname: LOOPBACK, port, funded, print });
      process.exitCode = EXIT.ok;
    });
}

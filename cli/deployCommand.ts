import { resolve } from "node:path";

import { addressOption } from "@sheaf/commands/addressOption";
import { callerDirectory } from "@sheaf/commands/callerDirectory";
import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { nodeUrlOption } from "@sheaf/commands/nodeUrlOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { switchOption } from "@sheaf/commands/switchOption";
import { textOption } from "@sheaf/commands/textOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

import { keystoreOption } from "./keys/keystoreOption.ts";
import { passwordFileOption } from "./keys/passwordFileOption.ts";

const MAX_TOKENS = 150;
const SEED = 1;

/** `sheaf deploy`, which is `npm run deploy`: the suite on a network. */
export function deployCommand() {
  return createCommand({
    name: "deploy",
    summary: "deploy the contracts on a network; a run that was stopped goes on",
    description:
      "Deploys the contracts from the bytecode in the repository, without a compiler, lists the first components and hands " +
      "every role over: afterwards the deployer holds none, which is read back from the chain. The network is described in " +
      "deploy/networks/NAME.json. Everything is checked before the first transaction. A run that was stopped at any point goes " +
      "on where it stopped, and a run after the last one sends nothing. The timelock and the registry make the first listings " +
      "wait: a run that has to wait says until when, and ends with 0.",
    exitCodes:
      "0 deployed, or waiting for a delay; 1 failed or not confirmed; 2 the options, the network file, the key or the node " +
      "cannot be used.",
  })
    .addOption(
      textOption(
        "--network <name>",
        "deploy/networks/NAME.json, or the path of a network file",
        (text) => (text.endsWith(".json") ? resolve(callerDirectory(), text) : text),
      ).makeOptionMandatory(),
    )
    .addOption(
      nodeUrlOption(
        "--rpc <url>",
        "a node of the network; default: the variable that the file names",
      ).env("SHEAF_RPC"),
    )
    .addOption(addressOption("--admin <address>", "proposes to the timelock"))
    .addOption(addressOption("--strategist <address>", "starts epochs"))
    .addOption(addressOption("--keeper <address>", "trades within epochs"))
    .addOption(addressOption("--guardian <address>", "pauses, freezes and cancels"))
    .addOption(
      wholeNumberOption("--test-market <n>", "make and list n tokens with feeds and pools", {
        from: 1,
        to: MAX_TOKENS,
      }),
    )
    .addOption(
      wholeNumberOption("--seed <n>", "of the test market's first prices", { from: 0 }).default(
        SEED,
      ),
    )
    .addOption(
      pathOption(
        "--data <dir>",
        "recorded market rows of the test market's first prices (format: sdk/src/market/README.md) instead of modelled ones",
      ),
    )
    .addOption(keystoreOption())
    .addOption(passwordFileOption())
    .addOption(
      pathOption(
        "--addresses <file>",
        "address book to write; default: sdk/addresses/<chain id>.json",
      ).env("SHEAF_ADDRESSES"),
    )
    .addOption(
      pathOption("--deployments <dir>", "folder of the journals; default: deploy/deployments").env(
        "SHEAF_DEPLOYMENTS",
      ),
    )
    .addOption(switchOption("--dry-run", "check everything, print the cost, and send nothing"))
    .addOption(switchOption("--pass-delays", "move the clock of a local node past the delays"))
    .addOption(switchOption("--yes", "do not ask before sending"))
    .addOption(jsonOption("the deployment"))
    .action(async (options) => {
      const { network, json, addresses, ...given } = options;
      const { writeJson } = await openOutput({ json });
      const [{ deploy }, { testPrices }] = await Promise.all([
        import("./deploy/deploy.ts"),
        import("./market/testPrices.ts"),
      ]);
      const { admin, strategist, keeper, guardian } = given;
      const report = await deploy({
        network,
        rpcUrl: given.rpc,
        roles: { admin, strategist, keeper, guardian },
        testTokens: given.testMarket,
        market: await testPrices(given),
        keystore: given.keystore,
        passwordFile: given.passwordFile,
        addresses,
        deployments: given.deployments,
        dryRun: given.dryRun === true,
        passDelays: given.passDelays === true,
        yes: given.yes === true,
        print: (line) => void process.stderr.write(`${line}\n`),
      });
      await writeJson(report);
      process.exitCode = EXIT.ok;
    });
}

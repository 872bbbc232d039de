import { createCommand } from "@sheaf/commands/createCommand";
import type { CommandTexts } from "@sheaf/commands/createCommand";
import { nodeUrlOption } from "@sheaf/commands/nodeUrlOption";
import { pathOption } from "@sheaf/commands/pathOption";

/** A command that reads a deployment from a node. `openSession` takes its options. */
export function sessionCommand(texts: CommandTexts) {
  return createCommand(texts)
    .addOption(
      nodeUrlOption("--rpc <url>", "a node of the chain, http or https")
        .env("SHEAF_RPC")
        .makeOptionMandatory(),
    )
    .addOption(
      pathOption(
        "--addresses <file>",
        "address book of the deployment; default: sdk/addresses/<chain id>.json",
      ).env("SHEAF_ADDRESSES"),
    );
}

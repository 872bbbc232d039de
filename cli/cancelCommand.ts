import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import type { Hash } from "viem";

import { nodeFault } from "./chain/nodeFault.ts";
import { afterSending } from "./session/afterSending.ts";
import { cancelWaiting } from "./session/cancelWaiting.ts";
import { confirm } from "./session/confirm.ts";
import { openSigner } from "./session/openSigner.ts";
import { openWire } from "./session/openWire.ts";
import { signingCommand } from "./session/signingCommand.ts";

/** `sheaf cancel`: a transaction that is stuck. */
export function cancelCommand() {
  return signingCommand({
    name: "cancel",
    summary: "cancel a transaction of your account that waits and is not mined",
    description:
      "Cancels the first transaction of your account that is not mined yet: it sends nothing to your own account with the same " +
      "nonce and a higher fee, so that only one of the two can be mined. The fee rises until the node takes it, up to " +
      "--max-network-fee. It needs a node and a key. To send the transaction again at a higher fee, cancel it and run its command anew.",
    exitCodes:
      "0 cancelled, or nothing waits; 1 not cancelled or not known, 2 an input cannot be used.",
  })
    .addOption(
      wholeNumberOption("--nonce <n>", "nonce of the transaction; default: the first that waits", {
        from: 0,
      }),
    )
    .addOption(jsonOption("the transaction that took its place"))
    .action(async ({ json, nonce: given, yes = false, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      const wire = await openWire(options).catch((error: unknown) => {
        throw nodeFault(error, options.rpc);
      });
      try {
        const account = await openSigner(wire, options);
        const { address } = account;
        const [mined, pending] = await Promise.all([
          wire.client.getTransactionCount({ address, blockTag: "latest" }),
          wire.client.getTransactionCount({ address, blockTag: "pending" }),
        ]);
        const nonce = given ?? mined;
        let cancelled: Hash | undefined;
        if (given === undefined && pending <= mined) print(`no transaction of ${address} waits`);
        else {
          const question = `Cancel the transaction of ${address} with nonce ${nonce}?`;
          await confirm({ question, yes });
          cancelled = await cancelWaiting({ session: wire, account, nonce, print });
        }
        await writeJson({ cancelledBy: cancelled ?? null });
      } catch (error) {
        throw afterSending(error, options.rpc, wire.sent);
      }
      process.exitCode = EXIT.ok;
    });
}

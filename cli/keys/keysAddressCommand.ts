import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";

import { defaultKeystore } from "./defaultKeystore.ts";
import { keystoreOption } from "./keystoreOption.ts";
import { readKeystore } from "./readKeystore.ts";

/** `sheaf keys address`: whose key a keystore is. */
export function keysAddressCommand() {
  return createCommand({
    name: "address",
    summary: "print the address of a key; no password is needed",
    description: "Prints the address that a keystore names. The key stays encrypted.",
    exitCodes: "0 printed, 1 failed, 2 there is no keystore, or the file is none.",
  })
    .addOption(keystoreOption())
    .addOption(jsonOption("address and file"))
    .action(async ({ keystore: file = defaultKeystore(), json }) => {
      const { print, writeJson } = await openOutput({ json });
      const { address } = await readKeystore(file);
      print(address);
      await writeJson({ address, keystore: file });
      process.exitCode = EXIT.ok;
    });
}

import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { generatePrivateKey } from "viem/accounts";

import { defaultKeystore } from "./defaultKeystore.ts";
import { keystoreOption } from "./keystoreOption.ts";
import { newPassword } from "./newPassword.ts";
import { passwordFileOption } from "./passwordFileOption.ts";
import { writeKeystore } from "./writeKeystore.ts";

/** `sheaf keys new`: a new random key. */
export function keysNewCommand() {
  return createCommand({
    name: "new",
    summary: "make a new key, encrypted by a password",
    description:
      "Makes a random private key and writes it encrypted (keystore version 3, readable by you only). The key is shown to " +
      "nobody. Without the file or without its password, what the key holds is lost: keep a copy of both, apart.",
    exitCodes: "0 made, 1 failed, 2 the file is there already, or the password is too short.",
  })
    .addOption(keystoreOption())
    .addOption(passwordFileOption())
    .addOption(jsonOption("address and file"))
    .action(async ({ keystore: file = defaultKeystore(), passwordFile, json }) => {
      const { print, writeJson } = await openOutput({ json });
      const password = await newPassword(passwordFile);
      const address = await writeKeystore(file, generatePrivateKey(), password);
      print(`address   ${address}`);
      print(`keystore  ${file}`);
      print("Keep a copy of the file, and the password apart from it: nobody can restore either.");
      await writeJson({ address, keystore: file });
      process.exitCode = EXIT.ok;
    });
}

import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";

import { askHidden } from "../session/askHidden.ts";
import { defaultKeystore } from "./defaultKeystore.ts";
import { MalformedKeyError } from "./errors.ts";
import type { HexText } from "./hexText.ts";
import { keystoreOption } from "./keystoreOption.ts";
import { newPassword } from "./newPassword.ts";
import { readSecret } from "./readSecret.ts";
import { passwordFileOption } from "./passwordFileOption.ts";
import { writeKeystore } from "./writeKeystore.ts";

const KEY = /^0x[0-9a-fA-F]{64}$/;

/** `sheaf keys import`: a private key of another wallet. */
export function keysImportCommand() {
  return createCommand({
    name: "import",
    summary: "encrypt a private key of another wallet",
    description:
      "Encrypts a private key (keystore version 3, readable by you only). The key is read from a file or typed in a terminal, " +
      "where it is not shown; it is never an argument. A keystore of another wallet needs no import: name it with --keystore.",
    exitCodes: "0 imported, 1 failed, 2 the key, the password or the file cannot be used.",
  })
    .addOption(
      pathOption("--key-file <file>", "file with the private key; without it a terminal is asked"),
    )
    .addOption(keystoreOption())
    .addOption(passwordFileOption())
    .addOption(jsonOption("address and file"))
    .action(async ({ keyFile, keystore: file = defaultKeystore(), passwordFile, json }) => {
      const { print, writeJson } = await openOutput({ json });
      const key = await readKey(keyFile);
      const address = await writeKeystore(file, key, await newPassword(passwordFile));
      print(`address   ${address}`);
      print(`keystore  ${file}`);
      await writeJson({ address, keystore: file });
      process.exitCode = EXIT.ok;
    });
}

async function readKey(file: string | undefined): Promise<HexText> {
  const text = await (file === undefined
    ? askHidden({
        question: "Private key",
        wanted: "A private key",
        instead: "Name a file with --key-file.",
      })
    : readSecret("--key-file", file));
  const key = text.trim().replace(/^(?!0x)/, "0x");
  if (!KEY.test(key)) throw new MalformedKeyError(file ?? "The input");
  return `0x${key.slice(2)}`;
}

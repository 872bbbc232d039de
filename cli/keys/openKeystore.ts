import { decryptKeystoreJson } from "ethers";

import { MalformedKeystoreError, WrongPasswordError } from "./errors.ts";
import type { HexText } from "./hexText.ts";
import type { Keystore } from "./readKeystore.ts";

/**
 * Opens a keystore. It takes about a second: the key is derived slowly on purpose.
 * @returns the private key
 * @throws WrongPasswordError, MalformedKeystoreError
 */
export async function openKeystore({ file, json }: Keystore, password: string): Promise<HexText> {
  const { privateKey } = await decryptKeystoreJson(json, password).catch(() => {
    throw new WrongPasswordError(file);
  });
  if (!privateKey.startsWith("0x")) throw new MalformedKeystoreError(file);
  return `0x${privateKey.slice(2)}`;
}

import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { computeAddress, encryptKeystoreJson } from "ethers";

import { KeystoreExistsError, MalformedKeyError, WeakPasswordError } from "./errors.ts";
import type { HexText } from "./hexText.ts";

const MIN_PASSWORD = 8; // {characters}

/**
 * Writes a key encrypted, readable by its owner only. A file that is there is never written over.
 * @throws KeystoreExistsError, WeakPasswordError, MalformedKeyError
 */
export async function writeKeystore(
  file: string,
  privateKey: HexText,
  password: string,
): Promise<string> {
  if (password.length < MIN_PASSWORD) throw new WeakPasswordError(MIN_PASSWORD);
  const address = addressOf(privateKey, file);
  const json = await encryptKeystoreJson({ address, privateKey }, password);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${json}\n`, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST")
      throw new KeystoreExistsError(file);
    throw error;
  }
  return address;
}

/** The library's own error would show the key. */
function addressOf(privateKey: HexText, file: string): string {
  try {
    return computeAddress(privateKey);
  } catch {
    throw new MalformedKeyError(`What was to be written to ${file}`);
  }
}

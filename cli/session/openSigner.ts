import type { Hex, LocalAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";

import { defaultKeystore } from "../keys/defaultKeystore.ts";
import { openKeystore } from "../keys/openKeystore.ts";
import { readKeystore } from "../keys/readKeystore.ts";
import { readPassword } from "../keys/readPassword.ts";
import type { Session } from "./openSession.ts";

export type SignerOptions = {
  readonly keystore?: string | undefined;
  readonly passwordFile?: string | undefined;
};

/** Hardhat's and anvil's. */
const LOCAL_CHAIN_ID = 31337;
const KEY = /^0x[0-9a-fA-F]{64}$/;

/**
 * The account that signs. Its key never leaves this process. Only on the local chain 31337 the key may come from the
 * environment (`SHEAF_PRIVATE_KEY`).
 * @throws NoKeystoreError, MalformedKeystoreError, WrongPasswordError, NoTerminalError
 */
export async function openSigner(
  { client }: Pick<Session, "client">,
  { keystore, passwordFile }: SignerOptions,
): Promise<LocalAccount> {
  const local = process.env.SHEAF_PRIVATE_KEY;
  if (keystore === undefined && client.chain.id === LOCAL_CHAIN_ID && isKey(local))
    return privateKeyToAccount(local);
  const found = await readKeystore(keystore ?? defaultKeystore());
  const password = await readPassword(passwordFile, `Password of ${found.address}`);
  return privateKeyToAccount(await openKeystore(found, password));
}

function isKey(text: string | undefined): text is Hex {
  return text !== undefined && KEY.test(text);
}

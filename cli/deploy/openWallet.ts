import { isHexString, Wallet } from "ethers";

import { defaultKeystore } from "../keys/defaultKeystore.ts";
import { openKeystore } from "../keys/openKeystore.ts";
import { readKeystore } from "../keys/readKeystore.ts";
import { readPassword } from "../keys/readPassword.ts";
import type { SignerOptions } from "../session/openSigner.ts";

/** Hardhat's and anvil's. */
const LOCAL_CHAIN_ID = 31337;
const KEY_BYTES = 32;

/**
 * The deployer's key: of a keystore, and on the local chain 31337 also of the environment (`SHEAF_PRIVATE_KEY`).
 * @throws NoKeystoreError, MalformedKeystoreError, WrongPasswordError, NoTerminalError
 */
export async function openWallet(
  { keystore, passwordFile }: SignerOptions,
  chainId: number,
): Promise<Wallet> {
  const local = process.env.SHEAF_PRIVATE_KEY;
  if (keystore === undefined && chainId === LOCAL_CHAIN_ID && isHexString(local, KEY_BYTES))
    return new Wallet(local);
  const found = await readKeystore(keystore ?? defaultKeystore());
  const password = await readPassword(passwordFile, `Password of ${found.address}`);
  return new Wallet(await openKeystore(found, password));
}

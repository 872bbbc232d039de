import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { encryptKeystoreJsonSync, Wallet } from "ethers";

const PASSWORD = "correct horse";

export type DeployerKey = {
  readonly address: string;
  readonly keystore: string; // file
  readonly passwordFile: string;
};

/** A new key in an encrypted keystore, which is quick to open, with its password in a file. */
export async function deployerKey(directory: string): Promise<DeployerKey> {
  const { address, privateKey } = Wallet.createRandom();
  const [keystore, passwordFile] = [join(directory, "key.json"), join(directory, "password")];
  const json = encryptKeystoreJsonSync({ address, privateKey }, PASSWORD, { scrypt: { N: 1024 } });
  await writeFile(keystore, json);
  await writeFile(passwordFile, `${PASSWORD}\n`);
  return { address, keystore, passwordFile };
}

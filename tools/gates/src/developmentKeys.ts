import { HDNodeWallet, Mnemonic } from "ethers";

/** The words that every local chain of Hardhat starts from. Derived, so that no key is written here. */
export const DEVELOPMENT_MNEMONIC = `${"test ".repeat(11)}junk`;

/** {accounts} That a local chain funds. */
const ACCOUNTS = 20;

/** The private keys that every local chain of Hardhat funds, in lower case and without 0x. */
export function developmentKeys(): ReadonlySet<string> {
  const branch = HDNodeWallet.fromMnemonic(
    Mnemonic.fromPhrase(DEVELOPMENT_MNEMONIC),
    "m/44'/60'/0'/0",
  );
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => branch.deriveChild(index));
  return new Set(accounts.map(({ privateKey }) => privateKey.slice(2).toLowerCase()));
}

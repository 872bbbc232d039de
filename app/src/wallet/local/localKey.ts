import type { Hex } from "viem";
import { isHex, size } from "viem";

const NAME = "sheaf.local-wallet.key";
const BYTES = 32;

/** The key of the local wallet, made in this browser when it is first used. It holds test money of a local chain only. */
export async function localKey(storage: Storage): Promise<Hex> {
  const kept = storage.getItem(NAME);
  if (isHex(kept) && size(kept) === BYTES) return kept;
  const { generatePrivateKey } = await import("viem/accounts");
  const made = generatePrivateKey();
  storage.setItem(NAME, made);
  return made;
}

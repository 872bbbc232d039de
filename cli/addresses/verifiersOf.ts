import { etherscanVerifier } from "../../deploy/verification/etherscanVerifier.ts";
import { sourcifyVerifier } from "../../deploy/verification/sourcifyVerifier.ts";
import type { Verifier } from "../../deploy/verification/verifier.ts";

/** Explorers of Etherscan's that show verified sources, by chain. */
const EXPLORERS: ReadonlyMap<number, string> = new Map([
  [1, "https://etherscan.io"],
  [8453, "https://basescan.org"],
  [84532, "https://sepolia.basescan.org"],
  [11155111, "https://sepolia.etherscan.io"],
]);
const SOURCIFY_SITE = "https://repo.sourcify.dev";

/** Services that verify sources of a chain. Etherscan only with a key, and only where it has an explorer. */
export function verifiersOf(
  chainId: number,
  { sourcify, etherscan }: { readonly sourcify: string; readonly etherscan: string },
  { ETHERSCAN_API_KEY: key = "" }: NodeJS.ProcessEnv,
): readonly Verifier[] {
  const explorer = EXPLORERS.get(chainId);
  return [
    sourcifyVerifier({ api: sourcify, site: SOURCIFY_SITE }),
    ...(key === "" || explorer === undefined
      ? []
      : [etherscanVerifier({ api: etherscan, key, site: explorer })]),
  ];
}

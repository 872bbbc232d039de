import type { Hex } from "viem";

/** Under which name a document of this hash is published. */
export function documentName(hash: Hex): string {
  return `${hash}.json`;
}

import type { Hex } from "viem";

/** Under which name a document of this hash is published, or the sums of its blocks. */
export function documentName(hash: Hex, part: "document" | "sums"): string {
  return part === "document" ? `${hash}.json` : `${hash}.sums.json`;
}

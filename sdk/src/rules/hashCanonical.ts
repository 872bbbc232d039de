import { keccak256, stringToBytes } from "viem";
import { canonicalJson } from "./canonicalJson.ts";
import type { Hex } from "viem";

/** keccak256 of a value's canonical JSON in UTF-8: the content address of snapshots. */
export function hashCanonical(value: unknown): Hex {
  return keccak256(stringToBytes(canonicalJson(value)));
}

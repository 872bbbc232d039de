import { keccak256, stringToBytes } from "viem";
import type { Hex } from "viem";

import { encodeRules } from "./encodeRules.ts";
import type { Rules } from "./parseRules.ts";

/** keccak256 of the one text of rules in UTF-8. */
export function hashRules(rules: Rules): Hex {
  return keccak256(stringToBytes(encodeRules(rules)));
}

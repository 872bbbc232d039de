import type { Sentence } from "../sentence.ts";

const PANICS: ReadonlyMap<bigint, string> = new Map([
  [0x01n, "an assertion that must always hold does not hold"],
  [0x11n, "a number became too large or negative"],
  [0x12n, "a number was divided by zero"],
  [0x21n, "a value is none of its enumeration"],
  [0x22n, "stored bytes are encoded wrongly"],
  [0x31n, "an empty list has no last entry"],
  [0x32n, "a list has no entry at that position"],
  [0x41n, "too much memory was asked for"],
  [0x51n, "a function that is not there was called"],
]);

/** Reasons of Uniswap v3 pools and of widespread tokens, in full. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["AS", "the swap is for nothing"],
  ["IIA", "the pool was not paid in full"],
  ["LOK", "the pool is within a call already"],
  ["SPL", "the price has moved past the swap's limit"],
  ["STF", "a transfer to the pool failed"],
  ["TF", "a transfer out of the pool failed"],
]);

/** Describes a revert of Solidity itself: a panic code, or a reason string. */
export function solidityText(reason: bigint | string): Sentence {
  if (typeof reason === "bigint")
    return [
      `The contract stopped: ${PANICS.get(reason) ?? `its panic code is ${reason}`}.`,
      "Try smaller amounts. If that does not help, report it.",
    ];
  const words = REASONS.get(reason) ?? reason.replace(/[\s.]+$/, "");
  return [
    words === ""
      ? "The contract refused the call without a reason."
      : `The contract refused the call: ${words}.`,
    "Check balances, allowances and amounts, and send the call again.",
  ];
}

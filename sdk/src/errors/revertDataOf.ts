import type { Hex } from "viem";
import { isHex } from "viem";

const DEEPEST = 12; // causes of causes that are followed

/**
 * The bytes that a contract reverted with, out of what a client threw. Clients and nodes keep them in different places:
 * `data`, `raw`, `error.data` or `info.error.data`, at some depth of `cause`.
 */
export function revertDataOf(thrown: unknown, depth = 0): Hex | undefined {
  if (isHex(thrown)) return isErrorData(thrown) ? thrown : undefined;
  if (typeof thrown !== "object" || thrown === null || depth > DEEPEST) return undefined;
  const { raw, data, cause, error, info } = thrown as Readonly<Record<string, unknown>>;
  for (const place of [raw, data, cause, error, info]) {
    const found = revertDataOf(place, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Four bytes of a selector and whole words behind them. */
function isErrorData(text: string): boolean {
  return text.length >= 10 && (text.length - 10) % 64 === 0;
}

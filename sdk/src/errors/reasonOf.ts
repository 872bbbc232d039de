import { BaseError } from "viem";

import { explainRevert } from "./explainRevert.ts";

/** The reason why a call failed, as sentences: the contract's own error explained, or the first line of the node's. */
export function reasonOf(error: unknown): string {
  const explained = explainRevert(error);
  if (explained !== undefined) return `${explained.sentence} ${explained.advice}`;
  if (!(error instanceof BaseError)) return error instanceof Error ? error.message : String(error);
  const line = (error.details || error.shortMessage).split("\n")[0] ?? "";
  return line.endsWith(".") ? line : `${line}.`;
}

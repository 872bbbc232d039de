import { BaseError } from "viem";

import { isRejection } from "./isRejection.ts";

/** Why a wallet did not do what was requested, in words. */
export function walletFault(error: unknown): string {
  if (isRejection(error)) return "You declined in your wallet. Nothing was sent.";
  if (error instanceof BaseError) return error.shortMessage;
  return error instanceof Error ? error.message : "The wallet gave no reason.";
}

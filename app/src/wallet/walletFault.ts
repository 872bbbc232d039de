import { BaseError, UserRejectedRequestError } from "viem";

/** Why a wallet did not do what was requested, in words. */
export function walletFault(error: unknown): string {
  if (isRejection(error)) return "You declined in your wallet. Nothing was sent.";
  if (error instanceof BaseError) return error.shortMessage;
  return error instanceof Error ? error.message : "The wallet gave no reason.";
}

function isRejection(error: unknown): boolean {
  if (error instanceof BaseError)
    return error.walk((cause) => cause instanceof UserRejectedRequestError) !== null;
  return typeof error === "object" && error !== null && "code" in error && error.code === 4001;
}

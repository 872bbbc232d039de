import { BaseError, UserRejectedRequestError } from "viem";

const REJECTED = 4001; // EIP-1193

/** Whether a person declined in the wallet. */
export function isRejection(error: unknown): boolean {
  if (error instanceof BaseError)
    return error.walk((cause) => cause instanceof UserRejectedRequestError) !== null;
  return typeof error === "object" && error !== null && "code" in error && error.code === REJECTED;
}

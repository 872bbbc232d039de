import { BaseError, decodeErrorResult, isHex } from "viem";
import type { Hex } from "viem";
import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { priceOracleAbi } from "@sheaf/sdk/abi/priceOracleAbi";
import { uniswapV3ExecutorAbi } from "@sheaf/sdk/abi/uniswapV3ExecutorAbi";

import { CallRefusedForNowError, CallRevertedError } from "./errors.ts";

/** Whatever may come back through a vault. */
const ERRORS = [
  ...indexVaultAbi,
  ...priceOracleAbi,
  ...componentRegistryAbi,
  ...uniswapV3ExecutorAbi,
].filter(({ type }) => type === "error");

/** Causes that pass. */
const FOR_NOW = new Set([
  "EpochTooEarly",
  "EpochStillOpen",
  "EpochNotSettled",
  "EpochExpired",
  "EpochMismatch",
  "ClaimsNotCovered",
  "NoOpenEpoch",
  "NothingTraded",
  "TradingIsPaused",
  "InsufficientValue",
  "LossOverEpochCap",
  "LossOverFallbackHalf",
  "LossOverLimit",
  "TurnoverOverFallbackHalf",
  "TurnoverOverLimit",
  "NavUnknown",
  "PriceStale",
  "PriceFromFuture",
  "PriceNotPositive",
  "PriceOutOfBand",
]);

/** The contract's own error behind a failed call, as one of the two families; undefined where the call did not revert. */
export function revertOf(
  label: string,
  error: unknown,
): CallRevertedError | CallRefusedForNowError | undefined {
  const data = revertDataOf(error);
  if (data === undefined) return undefined;
  const decoded = decode(data);
  if (decoded === undefined)
    return new CallRevertedError(label, undefined, [data.slice(0, 10)], { cause: error });
  const { errorName, args } = decoded;
  return FOR_NOW.has(errorName)
    ? new CallRefusedForNowError(label, errorName, args)
    : new CallRevertedError(label, errorName, args);
}

/** Endpoints put the data into the error itself, or one level deeper. */
function revertDataOf(error: unknown): Hex | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const found = error.walk((cause) => dataIn(cause) !== undefined);
  return dataIn(found);
}

function dataIn(cause: unknown): Hex | undefined {
  if (typeof cause !== "object" || cause === null || !("data" in cause)) return undefined;
  if (isHex(cause.data)) return cause.data;
  return dataIn(cause.data);
}

function decode(
  data: Hex,
): { readonly errorName: string; readonly args: readonly unknown[] } | undefined {
  try {
    const { errorName, args } = decodeErrorResult({ abi: ERRORS, data });
    return { errorName, args: args ?? [] };
  } catch {
    return undefined; // an error that none of our contracts declares
  }
}

import { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";
import { encodeFunctionData } from "viem";
import type { Hex } from "viem";

import type { Operation } from "./operation.ts";

/** Calldata by which a proposer has the timelock wait with an operation. */
export function encodeSchedule(
  operation: Operation,
  delay: bigint, // {s}
): Hex {
  const { predecessor, salt } = operation;
  if ("call" in operation) {
    const { to, value = 0n, data } = operation.call;
    return encodeFunctionData({
      abi: timelockAbi,
      functionName: "schedule",
      args: [to, value, data, predecessor, salt, delay],
    });
  }
  const { batch } = operation;
  return encodeFunctionData({
    abi: timelockAbi,
    functionName: "scheduleBatch",
    args: [
      batch.map(({ to }) => to),
      batch.map(({ value = 0n }) => value),
      batch.map(({ data }) => data),
      predecessor,
      salt,
      delay,
    ],
  });
}

import { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";
import { encodeFunctionData } from "viem";
import type { Hex } from "viem";

import type { Operation } from "./operation.ts";

/** Calldata by which an operation is carried out, once its delay has passed. */
export function encodeExecute(operation: Operation): Hex {
  const { predecessor, salt } = operation;
  if ("call" in operation) {
    const { to, value = 0n, data } = operation.call;
    return encodeFunctionData({
      abi: timelockAbi,
      functionName: "execute",
      args: [to, value, data, predecessor, salt],
    });
  }
  const { batch } = operation;
  return encodeFunctionData({
    abi: timelockAbi,
    functionName: "executeBatch",
    args: [
      batch.map(({ to }) => to),
      batch.map(({ value = 0n }) => value),
      batch.map(({ data }) => data),
      predecessor,
      salt,
    ],
  });
}

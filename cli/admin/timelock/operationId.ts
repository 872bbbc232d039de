import { encodeAbiParameters, keccak256, parseAbiParameters } from "viem";
import type { Hex } from "viem";

import type { Operation } from "./operation.ts";

const ONE = parseAbiParameters("address, uint256, bytes, bytes32, bytes32");
const MANY = parseAbiParameters("address[], uint256[], bytes[], bytes32, bytes32");

/** The id by which the timelock knows an operation. */
export function operationId(operation: Operation): Hex {
  const { predecessor, salt } = operation;
  if ("call" in operation) {
    const { to, value = 0n, data } = operation.call;
    return keccak256(encodeAbiParameters(ONE, [to, value, data, predecessor, salt]));
  }
  const { batch } = operation;
  return keccak256(
    encodeAbiParameters(MANY, [
      batch.map(({ to }) => to),
      batch.map(({ value = 0n }) => value),
      batch.map(({ data }) => data),
      predecessor,
      salt,
    ]),
  );
}

import { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";
import { toHex, zeroHash } from "viem";

import type { Session } from "../../session/openSession.ts";
import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import { AlreadyScheduledError } from "../errors.ts";
import type { Operation } from "./operation.ts";
import { operationId } from "./operationId.ts";

const DONE = 1n; // the timelock's timestamp of an operation that was carried out

/**
 * An operation that the timelock does not know yet: the salt counts how often the same call was carried out before.
 * @throws AlreadyScheduledError where the timelock waits with this very call.
 */
export async function newOperation({ client, book }: Session, call: Call): Promise<Operation> {
  for (let earlier = 0; ; earlier += 1) {
    const operation = { call, predecessor: zeroHash, salt: toHex(earlier, { size: 32 }) };
    const id = operationId(operation);
    const readyAt = await client.readContract({
      address: book.contracts.timelock.address,
      abi: timelockAbi,
      functionName: "getTimestamp",
      args: [id],
    });
    if (readyAt === 0n) return operation;
    if (readyAt !== DONE) throw new AlreadyScheduledError(id, readyAt);
  }
}

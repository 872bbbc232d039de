import { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";
import { zeroHash } from "viem";
import type { Hex } from "viem";

import type { Session } from "../../session/openSession.ts";
import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import { callsOf } from "../timelock/callsOf.ts";
import { encodeExecute } from "../timelock/encodeExecute.ts";
import type { Operation } from "../timelock/operation.ts";
import { operationId } from "../timelock/operationId.ts";
import type { Pending } from "./pending.ts";

type Scheduled = { readonly predecessor: Hex; readonly calls: Map<bigint, Call> };

const DONE = 1n; // timestamp of what was carried out; zero of what is unknown or cancelled

/** Reads the pending operations of the timelock. */
export async function readOperations({ client, book }: Session): Promise<Pending[]> {
  const { address, block } = book.contracts.timelock;
  const timelock = { address, abi: timelockAbi, strict: true } as const;
  const [start, end] = [BigInt(block), await client.getBlockNumber()];
  const events = await readInSpans(start, end, (span) =>
    client.getContractEvents({ ...timelock, eventName: "CallScheduled", ...span }),
  );
  const salted = await readInSpans(start, end, (span) =>
    client.getContractEvents({ ...timelock, eventName: "CallSalt", ...span }),
  );
  const salts = new Map(salted.map(({ args }) => [args.id, args.salt]));
  const scheduled = new Map<Hex, Scheduled>();
  for (const { args } of events) {
    const { id, index, target, value, data, predecessor } = args;
    const { calls } = scheduled.get(id) ?? { calls: new Map<bigint, Call>() };
    scheduled.set(id, { predecessor, calls: calls.set(index, { to: target, data, value }) });
  }
  const pending: Pending[] = [];
  for (const [id, { predecessor, calls }] of scheduled) {
    const from = await client.readContract({
      address,
      abi: timelockAbi,
      functionName: "getTimestamp",
      args: [id],
    });
    if (from <= DONE) continue;
    const operation = operationOf(id, [...calls.values()], {
      predecessor,
      salt: salts.get(id) ?? zeroHash,
    });
    pending.push({
      kind: "operation",
      id,
      at: address,
      from,
      until: undefined,
      calls: callsOf(operation),
      execute: { to: address, data: encodeExecute(operation) },
    });
  }
  return pending;
}

/** The events do not show whether a single call was scheduled as a batch. The id shows it. */
function operationOf(
  id: Hex,
  calls: readonly Call[],
  terms: { readonly predecessor: Hex; readonly salt: Hex },
): Operation {
  const [call] = calls;
  if (call !== undefined && operationId({ call, ...terms }) === id) return { call, ...terms };
  return { batch: calls, ...terms };
}

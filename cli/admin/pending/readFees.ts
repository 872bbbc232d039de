import { indexFactoryAbi } from "@sheaf/sdk/abi/indexFactoryAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData, zeroHash } from "viem";
import type { Address } from "viem";

import type { Session } from "../../session/openSession.ts";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import type { Pending } from "./pending.ts";

const RAISE_EXPIRY = 1_209_600n; // {s} of FeeAccrual: how long a raise stays possible

/** Raised fees that indexes wait with. */
export async function readFees(session: Session): Promise<Pending[]> {
  const { client, book } = session;
  const factory = { address: book.contracts.factory.address, abi: indexFactoryAbi } as const;
  const count = await client.readContract({ ...factory, functionName: "indexCount" });
  const pending: Pending[] = [];
  for (let position = 0n; position < count; position += 1n) {
    const vault = await client.readContract({
      ...factory,
      functionName: "indexAt",
      args: [position],
    });
    const [, , id, from] = await client.readContract({
      address: vault,
      abi: indexVaultAbi,
      functionName: "feeState",
    });
    if (id === zeroHash) continue;
    pending.push({
      kind: "fees",
      id,
      at: vault,
      from,
      until: from + RAISE_EXPIRY,
      calls: await announcedCalls(session, vault),
      execute: undefined, // the admin sets them, by an operation of the timelock
    });
  }
  return pending;
}

/** The change that the latest announcement of an index is about. */
async function announcedCalls({ client, book }: Session, vault: Address) {
  const start = BigInt(book.contracts.factory.block);
  const events = await readInSpans(start, await client.getBlockNumber(), (span) =>
    client.getContractEvents({
      address: vault,
      abi: indexVaultAbi,
      eventName: "FeesAnnounced",
      strict: true,
      ...span,
    }),
  );
  const latest = events.at(-1);
  if (latest === undefined) return [];
  const { terms } = latest.args;
  const data = encodeFunctionData({ abi: indexVaultAbi, functionName: "setFees", args: [terms] });
  return [{ to: vault, data }];
}

import type { Address, Client } from "viem";
import { getLogs } from "viem/actions";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";

import { readHead } from "./readHead.ts";

export type ClosingInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly number: number; // of the epoch
  readonly fromBlock: bigint; // at which it was open, or had not started
  readonly since?: bigint | undefined; // {block} nothing older is read
};

/** Blocks a request asks for, as endpoints limit them. */
const BLOCKS_PER_REQUEST = 2_000n;

/** Whether an epoch was closed as settled, by whomever. Undefined if it was not closed. */
export async function readClosing({
  client,
  vault,
  number,
  fromBlock,
  since,
}: ClosingInputs): Promise<boolean | undefined> {
  const { number: last } = await readHead(client, since);
  for (let from = fromBlock; from <= last; from += BLOCKS_PER_REQUEST) {
    const to = from + BLOCKS_PER_REQUEST - 1n;
    const logs = await getLogs(client, {
      address: vault,
      fromBlock: from,
      toBlock: to < last ? to : last,
    });
    const event = eventsOf({ abi: indexVaultAbi, eventName: "EpochClosed", logs, emitter: vault })
      .filter(({ args }) => args.number === BigInt(number))
      .at(-1);
    if (event !== undefined) return event.args.settled;
  }
  return undefined;
}

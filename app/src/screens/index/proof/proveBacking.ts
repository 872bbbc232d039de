import { checkBacking } from "@sheaf/sdk/ledger/checkBacking";
import type { BackingFault } from "@sheaf/sdk/ledger/checkBacking";
import { compareLedger } from "@sheaf/sdk/ledger/compareLedger";
import type { LedgerDifference } from "@sheaf/sdk/ledger/compareLedger";
import { readChainState } from "@sheaf/sdk/ledger/readChainState";
import { readLedgerEvents } from "@sheaf/sdk/ledger/readLedgerEvents";
import { replayLedger } from "@sheaf/sdk/ledger/replayLedger";
import type { Address, PublicClient } from "viem";
import { getBlock } from "viem/actions";

import { backingRows } from "../../../model/proof/backingRows.ts";
import type { BackingRow } from "../../../model/proof/backingRows.ts";

export type ProofInputs = {
  readonly client: PublicClient;
  readonly vault: Address;
  readonly factory: Address;
  readonly usdc: Address;
  readonly fromBlock: bigint;
};

/** The result of a count, at one block. */
export type Proof = {
  readonly blockNumber: bigint;
  readonly timestamp: bigint; // {s}
  readonly events: number;
  readonly holders: number;
  readonly supply: bigint; // {share}
  readonly rows: readonly BackingRow[];
  readonly differences: readonly LedgerDifference[];
  readonly faults: readonly BackingFault[];
};

/** Replays every event of an index, reads its state at the latest block, and holds one against the other. */
export async function proveBacking(inputs: ProofInputs): Promise<Proof> {
  const { client, vault, factory, usdc, fromBlock } = inputs;
  const { number: blockNumber, timestamp } = await getBlock(client, { blockTag: "latest" });
  const events = await readLedgerEvents({
    client,
    vault,
    factory,
    fromBlock,
    toBlock: blockNumber,
  });
  const ledger = replayLedger(events, usdc);
  const chain = await readChainState({
    client,
    vault,
    blockNumber,
    components: [...ledger.balances.keys()],
    holders: [...ledger.holders.keys()],
  });
  return {
    blockNumber,
    timestamp,
    events: events.length,
    holders: [...chain.holders.values()].filter((shares) => shares > 0n).length,
    supply: chain.supply,
    rows: backingRows(chain),
    differences: compareLedger(ledger, chain),
    faults: checkBacking(chain),
  };
}

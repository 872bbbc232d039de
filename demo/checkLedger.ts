import type { Address, PublicClient } from "viem";
import { checkBacking } from "@sheaf/sdk/ledger/checkBacking";
import type { BackingFault } from "@sheaf/sdk/ledger/checkBacking";
import { compareLedger } from "@sheaf/sdk/ledger/compareLedger";
import type { LedgerDifference } from "@sheaf/sdk/ledger/compareLedger";
import { readChainState } from "@sheaf/sdk/ledger/readChainState";
import { readLedgerEvents } from "@sheaf/sdk/ledger/readLedgerEvents";
import { replayLedger } from "@sheaf/sdk/ledger/replayLedger";
import type { Ledger } from "@sheaf/sdk/ledger/replayLedger";

export type LedgerCheck = {
  readonly ledger: Ledger;
  readonly differences: readonly LedgerDifference[];
  readonly faults: readonly BackingFault[];
};

/** Rebuilds an index from its events and holds the result, and its backing, against the chain's state at the same block. */
export async function checkLedger(
  client: PublicClient,
  addresses: { readonly vault: Address; readonly factory: Address; readonly usdc: Address },
): Promise<LedgerCheck> {
  const blockNumber = await client.getBlockNumber({ cacheTime: 0 });
  const events = await readLedgerEvents({
    client,
    ...addresses,
    fromBlock: 0n,
    toBlock: blockNumber,
  });
  const ledger = replayLedger(events, addresses.usdc);
  const chain = await readChainState({
    client,
    vault: addresses.vault,
    components: [...ledger.balances.keys()],
    holders: [...ledger.holders.keys()],
    blockNumber,
  });
  return { ledger, differences: compareLedger(ledger, chain), faults: checkBacking(chain) };
}

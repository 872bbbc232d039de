import type { Address, Client } from "viem";
import { erc20Abi } from "viem";
import { getBlock, multicall } from "viem/actions";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { BULK, CALLS_PER_REQUEST } from "../chain/bulk.ts";
import { readInParts } from "../chain/readInParts.ts";
import { readVault } from "../chain/readVault.ts";
import { unbatched } from "../chain/unbatched.ts";
import type { ChainState } from "./compareLedger.ts";

export type ChainStateSource = {
  readonly client: Client;
  readonly vault: Address;
  /** Every component that the vault ever held. */
  readonly components: readonly Address[];
  /** Everybody who ever held shares. */
  readonly holders: readonly Address[];
  readonly blockNumber: bigint;
};

/** Reads from the chain's state, at one block, what the ledger claims. Nothing here comes from an event. */
export async function readChainState(source: ChainStateSource): Promise<ChainState> {
  const { client, vault, blockNumber } = source;
  const [state, block] = await Promise.all([
    readVault({ client, vault, blockNumber }),
    getBlock(client, { blockNumber }),
  ]);
  const components = state.basket.map(({ token }) => token);
  const all = [...new Set([...source.components, ...components])];
  const bulk = { ...BULK, blockNumber };

  const [balances, claims, flags, holders] = await Promise.all([
    readMap(all, (part) =>
      multicall(unbatched(client), {
        ...bulk,
        contracts: part.map((token) => balanceOf(token, vault)),
      }),
    ),
    readMap(all, (part) =>
      multicall(unbatched(client), {
        ...bulk,
        contracts: part.map(
          (component) =>
            ({
              address: vault,
              abi: indexVaultAbi,
              functionName: "owed",
              args: [component],
            }) as const,
        ),
      }),
    ),
    readMap(all, (part) =>
      multicall(client, {
        ...bulk,
        contracts: part.map(
          (component) =>
            ({
              address: vault,
              abi: indexVaultAbi,
              functionName: "isFlagged",
              args: [component],
            }) as const,
        ),
      }),
    ),
    readMap(source.holders, (part) =>
      multicall(unbatched(client), {
        ...bulk,
        contracts: part.map((holder) => balanceOf(vault, holder)),
      }),
    ),
  ]);
  const { streamingRate, undistributed, accruedAt } = state.fees;
  return {
    supply: state.supply,
    undistributed,
    streaming: { rate: streamingRate, elapsed: block.timestamp - accruedAt },
    vault,
    balances,
    owed: new Map([...claims].map(([component, [amount]]) => [component, amount])),
    pendingShares: new Map([...claims].map(([component, [, shares]]) => [component, shares])),
    holders,
    basketId: state.basketId,
    components,
    flagged: new Set(all.filter((component) => flags.get(component) === true)),
    epoch: BigInt(state.epoch.number),
    epochOpen: state.epoch.open,
    regime: state.regime.value,
  };
}

function balanceOf(token: Address, account: Address) {
  return { address: token, abi: erc20Abi, functionName: "balanceOf", args: [account] } as const;
}

async function readMap<value>(
  keys: readonly Address[],
  read: (part: readonly Address[]) => Promise<readonly value[]>,
): Promise<Map<Address, value>> {
  const values = await readInParts(keys, CALLS_PER_REQUEST, read);
  return new Map(
    values.flatMap((value, at) => {
      const key = keys[at];
      return key === undefined ? [] : [[key, value] as const];
    }),
  );
}

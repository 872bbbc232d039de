import { getAddress } from "viem";
import type { Address, Client } from "viem";
import { getChainId, readContract } from "viem/actions";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { readListings } from "@sheaf/sdk/chain/readListings";
import type { Regime } from "@sheaf/sdk/rules/regime";

import { readHead } from "./readHead.ts";
import { readPools } from "./readPools.ts";
import type { ComponentState, EpochState, IndexState } from "@sheaf/sdk/chain/indexState";
import type { Routes } from "./parseRoutes.ts";

export type IndexInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly routes: Routes;
  readonly since?: bigint | undefined; // {block} nothing older is read
};

const KINDS: readonly EpochState["kind"][] = ["first", "weekly", "regime change"];
const REGIMES: readonly Regime[] = ["neutral", "bull", "bear"];

/**
 * Reads an index with its prices and pools, all at the latest block.
 *
 * @throws HeadBehindError if the endpoint's latest block is older than `since`.
 */
export async function readIndex({
  client,
  vault,
  routes,
  since,
}: IndexInputs): Promise<IndexState> {
  const [chainId, { number: blockNumber, timestamp, hash }] = await Promise.all([
    getChainId(client),
    readHead(client, since),
  ]);
  const contract = { address: vault, abi: indexVaultAbi, blockNumber } as const;
  const [
    constitution,
    basketId,
    holdings,
    supply,
    epoch,
    regime,
    lossAvailable,
    turnoverAvailable,
    tradingPausedUntil,
  ] = await Promise.all([
    readContract(client, { ...contract, functionName: "constitution" }),
    readContract(client, { ...contract, functionName: "basketId" }),
    readContract(client, { ...contract, functionName: "holdings" }),
    readContract(client, { ...contract, functionName: "totalSupply" }),
    readContract(client, { ...contract, functionName: "epoch" }),
    readContract(client, { ...contract, functionName: "regime" }),
    readContract(client, { ...contract, functionName: "lossAvailable" }),
    readContract(client, { ...contract, functionName: "turnoverAvailable" }),
    readContract(client, { ...contract, functionName: "tradingPausedUntil" }),
  ]);
  const [listed, units, carried] = await readContract(client, {
    ...contract,
    functionName: "basket",
    args: [basketId],
  });
  const tokens = listed.map((token) => getAddress(token));
  const [listings, pools] = await Promise.all([
    readListings({
      client,
      registry: constitution.registry,
      oracle: constitution.oracle,
      tokens,
      blockNumber,
    }),
    readPools({ client, routes, tokens, blockNumber }),
  ]);
  return {
    chainId,
    vault: getAddress(vault),
    block: { number: blockNumber, timestamp, hash },
    constitution: {
      ...constitution,
      usdc: getAddress(constitution.usdc),
      minimumInterval: BigInt(constitution.minimumInterval),
    },
    basketId,
    carried,
    components: listings.map((listing, position): ComponentState => ({
      ...listing,
      position,
      units: units[position] ?? 0n,
      held: holdings[position] ?? 0n,
      carried: ((carried >> BigInt(position)) & 1n) === 1n,
      pool: pools[position]?.[0],
      otherPools: pools[position]?.slice(1),
    })),
    supply,
    epoch: { ...epoch, kind: KINDS[epoch.kind] ?? "weekly" },
    regime: { value: REGIMES[regime.value] ?? "neutral", since: regime.since },
    lossAvailable,
    turnoverAvailable,
    tradingPausedUntil,
  };
}

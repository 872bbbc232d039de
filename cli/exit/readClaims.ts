import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { BULK } from "@sheaf/sdk/chain/bulk";
import { getAbiItem, getAddress } from "viem";
import type { Address } from "viem";
import { multicall } from "viem/actions";

import type { Exit } from "./useExit.ts";
import { readTokens } from "./readTokens.ts";
import type { TokenName } from "./readTokens.ts";

/** What an index owes somebody of a component. */
export type Claim = TokenName & {
  readonly amount: bigint; // {tok}
  readonly pendingShares: bigint; // {share} kept until the balance can be read
};

export type ClaimsInputs = Exit & {
  readonly claimant: Address;
  readonly fromBlock: bigint; // not after the index's creation
};

/** {blocks} Some nodes refuse longer ranges. */
const BLOCKS_PER_REQUEST = 2_000n;

/** Every claim of somebody, also on components that left the basket: the events name them, and the vault says what is left. */
export async function readClaims(inputs: ClaimsInputs): Promise<Claim[]> {
  const { client, vault, claimant } = inputs;
  const tokens = await creditedTokens(inputs);
  if (tokens.length === 0) return [];
  const claims = await multicall(client, {
    ...BULK,
    contracts: tokens.map(
      (component) =>
        ({
          address: vault,
          abi: indexVaultAbi,
          functionName: "claimOf",
          args: [component, claimant],
        }) as const,
    ),
  });
  const names = await readTokens(client, tokens);
  return names.flatMap((name, at): Claim[] => {
    const [amount, pendingShares] = claims[at] ?? [0n, 0n];
    return amount === 0n && pendingShares === 0n ? [] : [{ ...name, amount, pendingShares }];
  });
}

async function creditedTokens({
  client,
  vault,
  claimant,
  fromBlock,
}: ClaimsInputs): Promise<Address[]> {
  const head = await client.getBlockNumber();
  const tokens = new Set<Address>();
  for (let from = fromBlock; from <= head; from += BLOCKS_PER_REQUEST) {
    const last = from + BLOCKS_PER_REQUEST - 1n;
    const logs = await client.getLogs({
      address: vault,
      event: getAbiItem({ abi: indexVaultAbi, name: "ComponentCredited" }),
      args: { claimant },
      fromBlock: from,
      toBlock: last < head ? last : head,
      strict: true,
    });
    for (const { args } of logs) tokens.add(getAddress(args.component));
  }
  return [...tokens];
}

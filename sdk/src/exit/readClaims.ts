import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { BULK, CALLS_PER_REQUEST } from "../chain/bulk.ts";
import { readInParts } from "../chain/readInParts.ts";
import { getAddress } from "viem";
import type { Address } from "viem";
import { multicall, readContract } from "viem/actions";

import type { Exit } from "./exit.ts";
import { readTokens } from "./readTokens.ts";
import type { TokenName } from "./readTokens.ts";

/** A claim of an account on one component. */
export type Claim = TokenName & {
  readonly amount: bigint; // {tok}
  readonly pendingShares: bigint; // {share} kept until the balance can be read
};

/**
 * Reads every claim of an account, also on components that left the basket. Old baskets stay readable, so no events are
 * needed.
 */
export async function readClaims(exit: Exit, claimant: Address): Promise<Claim[]> {
  const { client, vault } = exit;
  const tokens = await componentsOf(exit);
  const claims = await readInParts(tokens, CALLS_PER_REQUEST, (part) =>
    multicall(client, {
      ...BULK,
      contracts: part.map(
        (component) =>
          ({
            address: vault,
            abi: indexVaultAbi,
            functionName: "claimOf",
            args: [component, claimant],
          }) as const,
      ),
    }),
  );
  const owed = tokens.flatMap((token, at) => {
    const [amount, pendingShares] = claims[at] ?? [0n, 0n];
    return amount === 0n && pendingShares === 0n ? [] : [{ token, amount, pendingShares }];
  });
  const names = await readTokens(
    client,
    owed.map(({ token }) => token),
  );
  return owed.flatMap((claim, at) => {
    const name = names[at];
    return name === undefined ? [] : [{ ...name, ...claim }];
  });
}

/** Every component that an index ever listed. */
async function componentsOf({ client, vault }: Exit): Promise<Address[]> {
  const index = { address: vault, abi: indexVaultAbi } as const;
  const latest = await readContract(client, { ...index, functionName: "basketId" });
  const tokens = new Set<Address>();
  for (let basketId = 0n; basketId <= latest; basketId += 1n) {
    const [components] = await readContract(client, {
      ...index,
      functionName: "basket",
      args: [basketId],
    });
    for (const component of components) tokens.add(getAddress(component));
  }
  return [...tokens];
}

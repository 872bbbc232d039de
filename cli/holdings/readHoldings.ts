import { indexLensAbi } from "@sheaf/sdk/abi/indexLensAbi";
import { readIndexView } from "@sheaf/sdk/lens/readIndexView";
import type { Address } from "viem";

import { listIndexes } from "../index/listIndexes.ts";
import type { Session } from "../session/openSession.ts";

/** An account's shares of an index and its claims. */
export type Holding = {
  readonly symbol: string;
  readonly vault: Address;
  readonly shares: bigint; // {share}
  readonly value: bigint; // {uoa} of them
  readonly valueComplete: boolean; // whether every component has a price
  readonly claims: number; // components of the current basket that are owed
};

const WAD = 10n ** 18n;

/** Reads an account's shares and claims in every index of a deployment. Indexes without either are left out. */
export async function readHoldings(session: Session, account: Address): Promise<Holding[]> {
  const { client, book } = session;
  const lens = book.contracts.lens.address;
  const holdings: Holding[] = [];
  for (const { address: vault, symbol } of await listIndexes(session)) {
    const [shares, amounts, pending] = await client.readContract({
      address: lens,
      abi: indexLensAbi,
      functionName: "holderState",
      args: [vault, account],
    });
    const claims = amounts.filter((amount, at) => amount > 0n || (pending[at] ?? 0n) > 0n).length;
    if (shares === 0n && claims === 0) continue;
    const { navPerShare, navComplete } = await readIndexView({ client, lens, vault });
    const value = (shares * navPerShare) / WAD;
    holdings.push({ symbol, vault, shares, value, valueComplete: navComplete, claims });
  }
  return holdings;
}

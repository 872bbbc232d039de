import type { ChainState } from "@sheaf/sdk/ledger/compareLedger";
import type { Address } from "viem";

/** Balance of a token in an index, and the part of it that is owed to claims. */
export type BackingRow = {
  readonly token: Address;
  readonly balance: bigint; // {tok}
  readonly owed: bigint; // {tok} to claims
  readonly behind: bigint; // {tok} behind the shares; negative if claims are not covered
  readonly covered: boolean;
};

/** A row for every token of the basket, and for every other one that the vault still has or owes. */
export function backingRows(
  chain: Pick<ChainState, "components" | "balances" | "owed">,
): BackingRow[] {
  const tokens = [...new Set([...chain.components, ...chain.balances.keys()])];
  return tokens.flatMap((token) => {
    const balance = chain.balances.get(token) ?? 0n;
    const owed = chain.owed.get(token) ?? 0n;
    if (balance === 0n && owed === 0n) return [];
    return [{ token, balance, owed, behind: balance - owed, covered: balance >= owed }];
  });
}

import type { Address } from "viem";

/** The place where an index is bought and sold. */
export function TradePanel({ vault }: { readonly vault: Address }) {
  return <section aria-label="Buy or sell" data-vault={vault} />;
}

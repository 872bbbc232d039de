import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";

/** Names the network, the account and the contracts of an exchange by whole addresses. */
export function partiesLine({ client, book }: Session, account: Address, vault: Address): string {
  const { router } = book.contracts;
  return `${book.network} (chain ${client.chain.id}), account ${account}, index ${vault}, router ${router.address}`;
}

import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";

/** Who exchanges with whom, whole. */
export function partiesLine({ client, book }: Session, account: Address, vault: Address): string {
  const { router } = book.contracts;
  return `${book.network} (chain ${client.chain.id}), account ${account}, index ${vault}, router ${router.address}`;
}

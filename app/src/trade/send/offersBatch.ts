import { getCapabilities } from "viem/actions";

import type { Sender } from "./sender.ts";

/** Whether a wallet runs several calls as one, by EIP-5792. A wallet that does not know the method has none. */
export async function offersBatch({ client, wallet }: Sender): Promise<boolean> {
  const offered = await getCapabilities(wallet, {
    account: wallet.account,
    chainId: client.chain.id,
  }).catch(() => undefined);
  const status = offered?.atomic?.status;
  return status === "supported" || status === "ready";
}

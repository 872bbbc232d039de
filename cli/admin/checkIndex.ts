import { indexFactoryAbi } from "@sheaf/sdk/abi/indexFactoryAbi";
import type { Address } from "viem";

import { NotAnIndexError } from "../chain/errors.ts";
import type { Session } from "../session/openSession.ts";

/**
 * Refuses an address that is no index of the deployment.
 * @throws NotAnIndexError
 */
export async function checkIndex({ client, book }: Session, vault: Address): Promise<void> {
  const { address } = book.contracts.factory;
  const isIndex = await client.readContract({
    address,
    abi: indexFactoryAbi,
    functionName: "isIndex",
    args: [vault],
  });
  if (!isIndex) throw new NotAnIndexError(vault, `the factory ${address} did not create it`);
}

import type { Address, Client } from "viem";
import { readIndex } from "@sheaf/sdk/chain/readIndex";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Routes } from "@sheaf/sdk/chain/parseRoutes";

import { readHead } from "./readHead.ts";

export type ObservationInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly lens: Address;
  readonly routes: Routes;
  readonly since?: bigint | undefined; // {block} nothing older is read
};

/**
 * Reads an index with its prices and pools, all at the latest block.
 *
 * @throws HeadBehindError if the endpoint's latest block is older than `since`.
 */
export async function observeIndex({ since, ...inputs }: ObservationInputs): Promise<IndexState> {
  return readIndex({ ...inputs, block: await readHead(inputs.client, since) });
}

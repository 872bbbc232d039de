import type { Exit } from "@sheaf/sdk/exit/exit";
import { createClient, defineChain, erc20Abi, getAddress, http, isAddress } from "viem";
import { getChainId, getCode, readContract } from "viem/actions";

import { NotAnIndexError } from "./errors.ts";

/** An index that can be left: all that is known of it is read from the node. */
export type OpenIndex = Exit & {
  readonly name: string;
  readonly symbol: string;
  readonly rpc: string;
};

const PATIENCE = 20_000; // {ms}

/**
 * Opens an index by nothing but a node and its address.
 * @throws NotAnIndexError, and viem's errors where the node does not answer
 */
export async function openIndex(rpc: string, address: string): Promise<OpenIndex> {
  if (!isAddress(address)) throw new NotAnIndexError("This is no address of a contract.");
  const transport = http(rpc, { timeout: PATIENCE });
  const id = await getChainId(createClient({ transport }));
  const chain = defineChain({
    id,
    name: `Chain ${id}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpc] } },
  });
  const client = createClient({ chain, transport });
  const vault = getAddress(address);
  if ((await getCode(client, { address: vault })) === undefined)
    throw new NotAnIndexError(`There is no contract at this address on chain ${id}.`);
  const read = (functionName: "name" | "symbol"): Promise<string> =>
    readContract(client, { address: vault, abi: erc20Abi, functionName });
  const [name, symbol] = await Promise.all([read("name"), read("symbol")]);
  return { client, vault, name, symbol, rpc };
}

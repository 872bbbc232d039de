import { createPublicClient, defineChain, getAddress, http, isAddress } from "viem";
import type { Address } from "viem";

import { NotAnIndexError } from "../chain/errors.ts";
import { nodeFault } from "../chain/nodeFault.ts";
import { probeNode } from "../chain/probeNode.ts";
import { findIndex } from "../index/findIndex.ts";
import { openSession } from "../session/openSession.ts";
import type { Session, SessionOptions } from "../session/openSession.ts";

/** An index, and a node of its chain. */
export type Exit = { readonly client: Session["client"]; readonly vault: Address };

/**
 * Opens an index to leave it. By its address nothing but a node is needed; a symbol is looked up in the address book.
 * @throws NodeUnreachableError, NodeRefusedError, NotAnIndexError, and those of `openSession` and `findIndex`
 */
export async function useExit<result>(
  options: SessionOptions,
  wanted: string,
  work: (exit: Exit) => Promise<result>,
): Promise<result> {
  try {
    if (isAddress(wanted, { strict: false }))
      return await work(await byAddress(options.rpc, getAddress(wanted)));
    const session = await openSession(options);
    return await work({ client: session.client, vault: await findIndex(session, wanted) });
  } catch (error) {
    throw nodeFault(error, options.rpc);
  }
}

async function byAddress(rpcUrl: string, vault: Address): Promise<Exit> {
  const { chainId } = await probeNode(rpcUrl);
  const client = createPublicClient({
    chain: defineChain({
      id: chainId,
      name: `chain ${chainId}`,
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [rpcUrl] } },
    }),
    transport: http(rpcUrl, { retryCount: 2 }),
    cacheTime: 0,
    pollingInterval: 1_000,
  });
  if ((await client.getCode({ address: vault })) === undefined)
    throw new NotAnIndexError(vault, `there is no contract on chain ${chainId}`);
  return { client, vault };
}

import { createPublicClient, custom, defineChain } from "viem";
import type { Address, PublicClient } from "viem";

import { LOCAL_CHAIN_ID } from "./localChain.ts";
import type { Connection } from "./openChain.ts";

type Call = Parameters<Connection["provider"]["request"]>[0];

/** EIP-7825: no transaction may use more. {gas} */
const TRANSACTION_GAS_CAP = 2n ** 24n;

/** Calldata of the reads that go out together: some 200 calls, whose gas the node's cap for a call has to hold. {byte} */
const BYTES_PER_READ = 8_000;

/**
 * A client of the demo's node, quick where a hundred components make that node slow: reads of one moment go out together,
 * and a gas estimate is the cap, for the node would search for the least gas by running a call of 10 million gas ten times.
 * The keeper has simulated the call at the cap before it asks, and what a transaction uses does not depend on its limit.
 */
export function localClient(provider: Connection["provider"], multicall: Address): PublicClient {
  const request = async (call: Call): Promise<unknown> =>
    call.method === "eth_estimateGas"
      ? `0x${TRANSACTION_GAS_CAP.toString(16)}`
      : provider.request(call);
  return createPublicClient({
    chain: defineChain({
      id: LOCAL_CHAIN_ID,
      name: "Local",
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [] } },
      contracts: { multicall3: { address: multicall } },
    }),
    transport: custom({ request }, { retryCount: 0 }),
    batch: { multicall: { batchSize: BYTES_PER_READ } },
    cacheTime: 0,
    pollingInterval: 20,
  });
}

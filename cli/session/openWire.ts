import { createPublicClient, defineChain, http } from "viem";

import { probeNode } from "../chain/probeNode.ts";
import type { Wire } from "./wire.ts";

export type WireOptions = {
  readonly rpc: string;
  readonly maxNetworkFee?: bigint | undefined; // {wei}
};

const RETRIES = 2;
/** {wei} More is a mistake, or a node that lies. */
const MAX_FEE = 50_000_000_000_000_000n;

/**
 * Opens a node.
 * @throws NodeUnreachableError
 */
export async function openWire({ rpc, maxNetworkFee = MAX_FEE }: WireOptions): Promise<Wire> {
  const { chainId } = await probeNode(rpc);
  const client = createPublicClient({
    chain: defineChain({
      id: chainId,
      name: `chain ${chainId}`,
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [rpc] } },
    }),
    transport: http(rpc, { retryCount: RETRIES }),
    cacheTime: 0,
    pollingInterval: 1_000,
  });
  return { client, maxFee: maxNetworkFee, sent: [] };
}

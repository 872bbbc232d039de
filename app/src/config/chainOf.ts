import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { defineChain } from "viem";
import type { Chain } from "viem";

const NAMES: Readonly<Record<number, string>> = {
  31337: "Local chain",
  11155111: "Sepolia",
  84532: "Base Sepolia",
};

/** viem's description of the configured chain. */
export function chainOf({ chainId, contracts, startBlock }: AppConfig, rpc: string): Chain {
  return defineChain({
    id: chainId,
    name: NAMES[chainId] ?? `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpc] } },
    contracts: { multicall3: { address: contracts.multicall, blockCreated: startBlock } },
    testnet: true,
  });
}

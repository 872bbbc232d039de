import { parseAppConfig } from "@sheaf/sdk/appConfig/parseAppConfig";
import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { createTestClient, defineChain, http, publicActions, walletActions } from "viem";
import type { Address, Chain } from "viem";

/** The running product, as the tests see it. */
export type Stack = {
  readonly url: string;
  readonly rpc: string;
  readonly config: AppConfig;
  readonly chain: Chain;
  readonly client: ReturnType<typeof clientOf>;
  readonly give: (address: Address) => Promise<void>; // test ether and test USDC
};

function clientOf(chain: Chain, rpc: string) {
  return createTestClient({ chain, mode: "hardhat", transport: http(rpc), pollingInterval: 100 })
    .extend(publicActions)
    .extend(walletActions);
}

/** Opens the product that `npm run e2e` started. */
export async function openStack(url: string): Promise<Stack> {
  const response = await fetch(new URL("/config.json", url));
  const config = parseAppConfig(await response.json());
  const rpc = new URL(config.rpc, url).href;
  const chain = defineChain({
    id: config.chainId,
    name: "Local chain",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpc] } },
  });
  const give = async (address: Address): Promise<void> => {
    const reply = await fetch(new URL("/faucet", url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ address }),
    });
    if (!reply.ok) throw new Error(`the faucet refused: ${await reply.text()}`);
  };
  return { url, rpc, config, chain, client: clientOf(chain, rpc), give };
}

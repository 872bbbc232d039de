import { createContext, useMemo } from "react";
import type { ReactNode } from "react";
import { createPublicClient, http } from "viem";
import type { Chain, PublicClient, Transport } from "viem";

import { chainOf } from "../config/chainOf.ts";
import { rpcUrl } from "../config/rpcUrl.ts";
import { useConfig } from "../config/useConfig.ts";
import { usePreferences } from "../settings/usePreferences.ts";

/** A node of the configured chain. */
export type Node = {
  readonly client: PublicClient<Transport, Chain>;
  readonly chain: Chain;
  readonly url: string;
};

export const NodeContext = createContext<Node | undefined>(undefined);

const RETRIES = 2;
const PATIENCE = 15_000; // {ms}
const POLLING = 2_000; // {ms}

/** Opens the node of the settings, or of the configuration. */
export function NodeProvider({ children }: { readonly children: ReactNode }) {
  const config = useConfig();
  const { preferences } = usePreferences();
  const url = rpcUrl(preferences.rpc === "" ? config.rpc : preferences.rpc, location.origin);
  const node = useMemo(() => {
    const chain = chainOf(config, url);
    const transport = http(url, { retryCount: RETRIES, timeout: PATIENCE });
    const client = createPublicClient({ chain, transport, pollingInterval: POLLING });
    return { client, chain, url };
  }, [config, url]);
  return <NodeContext value={node}>{children}</NodeContext>;
}

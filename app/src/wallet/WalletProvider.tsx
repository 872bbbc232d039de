import { useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { http } from "viem";
import { WagmiProvider, createConfig } from "wagmi";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";
import { announceLocalWallet } from "./local/announceLocalWallet.ts";
import { localProvider } from "./local/localProvider.ts";

const LOCAL_CHAIN = 31337;

/** Finds wallets by EIP-6963. On a local chain there is one in the page as well. */
export function WalletProvider({ children }: { readonly children: ReactNode }) {
  const { chain, url } = useNode();
  const { local } = useConfig();
  const offersLocal = chain.id === LOCAL_CHAIN && local?.wallet === true;
  const endLocal = useRef<() => void>(undefined);
  const wagmi = useMemo(() => {
    // The local wallet is there before the wallets are looked for, or a reload would not find it connected.
    endLocal.current?.();
    endLocal.current = offersLocal
      ? announceLocalWallet(localProvider(chain, url, localStorage))
      : undefined;
    return createConfig({
      chains: [chain],
      transports: { [chain.id]: http(url) },
      multiInjectedProviderDiscovery: true,
    });
  }, [chain, url, offersLocal]);
  return <WagmiProvider config={wagmi}>{children}</WagmiProvider>;
}

import { useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { http } from "viem";
import type { Address } from "viem";
import { WagmiProvider, createConfig } from "wagmi";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";
import { getFunds } from "../faucet/getFunds.ts";
import { announceLocalWallet } from "./local/announceLocalWallet.ts";
import { localProvider } from "./local/localProvider.ts";

const LOCAL_CHAIN = 31337;

/** Gets test money for a new local wallet. If the faucet refuses, the wallet stays empty: the page "Test money" shows the reason. */
async function fundQuietly(account: Address): Promise<void> {
  await getFunds(account).catch(() => undefined);
}

/** Finds wallets by EIP-6963. On a local chain there is one in the page as well. */
export function WalletProvider({ children }: { readonly children: ReactNode }) {
  const { chain, url } = useNode();
  const { local } = useConfig();
  const offersLocal = chain.id === LOCAL_CHAIN && local?.wallet === true;
  const hasFaucet = local?.faucet === true;
  const endLocal = useRef<() => void>(undefined);
  const wagmi = useMemo(() => {
    // The local wallet is there before the wallets are looked for, or a reload would not find it connected.
    endLocal.current?.();
    endLocal.current = offersLocal
      ? announceLocalWallet(
          localProvider({
            ...{ chain, rpc: url, storage: localStorage },
            ...(hasFaucet ? { fund: fundQuietly } : {}),
          }),
        )
      : undefined;
    return createConfig({
      chains: [chain],
      transports: { [chain.id]: http(url) },
      multiInjectedProviderDiscovery: true,
    });
  }, [chain, url, offersLocal, hasFaucet]);
  return <WagmiProvider config={wagmi}>{children}</WagmiProvider>;
}

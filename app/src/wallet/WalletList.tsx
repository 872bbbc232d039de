import { useConnect, useConnectors } from "wagmi";

import { Button } from "../ui/Button.tsx";
import { walletFault } from "./walletFault.ts";

const LOCAL = "local.sheaf.wallet";

/** Wallets that this browser has, found by EIP-6963. */
export function WalletList({ onDone }: { readonly onDone: () => void }) {
  const connectors = useConnectors();
  // With the hook, and not with the call: this list is gone once a wallet is connected.
  const { mutate: connect, error, isPending } = useConnect({ mutation: { onSuccess: onDone } });
  const wallets = connectors.filter(({ type }) => type === "injected");
  return (
    <>
      {wallets.length === 0 && (
        <p className="text-small text-dim">
          No wallet was found in this browser. Install one that you trust, then reload.
        </p>
      )}
      {wallets.map((wallet) => (
        <Button
          key={wallet.uid}
          className="flex items-center gap-3 py-3 text-left"
          disabled={isPending}
          onClick={() => connect({ connector: wallet })}
        >
          {wallet.icon !== undefined && (
            <img src={wallet.icon} alt="" className="size-6" width={24} height={24} />
          )}
          <span className="grid">
            {wallet.name}
            {wallet.id === LOCAL && (
              <span className="text-fine font-normal text-dim">
                Test money only. Its key stays in this browser, and it signs without a prompt.
              </span>
            )}
          </span>
        </Button>
      ))}
      {error !== null && (
        <p role="alert" className="text-small">
          {walletFault(error)}
        </p>
      )}
    </>
  );
}

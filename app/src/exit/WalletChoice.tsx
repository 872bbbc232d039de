import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";

import { Button } from "../ui/Button.tsx";
import { CopyAddress } from "../ui/CopyAddress.tsx";
import { announceLocalWallet } from "../wallet/local/announceLocalWallet.ts";
import { localProvider } from "../wallet/local/localProvider.ts";
import type { ConnectedWallet } from "./connectWallet.ts";
import { connectWallet } from "./connectWallet.ts";
import { faultText } from "./faultText.ts";
import type { OpenIndex } from "./openIndex.ts";
import { useWallets } from "./useWallets.ts";

const LOCAL_CHAIN = 31337;

export type WalletChoiceProps = {
  readonly index: OpenIndex | undefined;
  readonly wallet: ConnectedWallet | undefined;
  readonly onConnect: (wallet: ConnectedWallet | undefined) => void;
};

/** Connects a wallet of this browser; on a local chain, also the one in the page. */
export function WalletChoice({ index, wallet, onConnect }: WalletChoiceProps) {
  const wallets = useWallets();
  const connect = useMutation({ mutationFn: connectWallet, onSuccess: onConnect });
  const { chain } = index?.client ?? {};
  const rpc = index?.rpc;
  useEffect(
    () =>
      chain?.id === LOCAL_CHAIN && rpc !== undefined
        ? announceLocalWallet(localProvider({ chain, rpc, storage: localStorage }))
        : undefined,
    [chain, rpc],
  );
  if (wallet !== undefined)
    return (
      <div className="flex flex-wrap items-center gap-2">
        <span>{wallet.name}</span>
        <CopyAddress address={wallet.account} />
        <Button className="ml-auto" onClick={() => onConnect(undefined)}>
          Use another
        </Button>
      </div>
    );
  return (
    <div className="grid gap-2">
      {wallets.length === 0 && (
        <p className="text-small text-dim">No wallet was found in this browser yet.</p>
      )}
      {wallets.map((each) => (
        <Button
          key={each.info.uuid}
          className="flex items-center gap-3 text-left"
          disabled={connect.isPending}
          onClick={() => connect.mutate(each)}
        >
          <img src={each.info.icon} alt="" width={24} height={24} className="size-6" />
          {each.info.name}
        </Button>
      ))}
      {connect.error !== null && (
        <p role="alert" className="text-small">
          {faultText(connect.error)}
        </p>
      )}
    </div>
  );
}

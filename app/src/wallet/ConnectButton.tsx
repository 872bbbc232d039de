import { useConnection } from "wagmi";

import { shortAddress } from "../format/shortAddress.ts";
import { Button } from "../ui/Button.tsx";
import type { ButtonProps } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ConnectedWallet } from "./ConnectedWallet.tsx";
import { WalletList } from "./WalletList.tsx";

export type ConnectButtonProps = {
  readonly label?: string;
  readonly look?: ButtonProps["look"];
};

/** Connects a wallet, and shows the one that is connected. */
export function ConnectButton({ label = "Connect wallet", look = "ghost" }: ConnectButtonProps) {
  const { address } = useConnection();
  return (
    <Dialog
      title={address === undefined ? "Connect a wallet" : "Your wallet"}
      trigger={(open) => (
        <Button look={look} className="figure" onClick={open}>
          {address === undefined ? label : shortAddress(address)}
        </Button>
      )}
    >
      {(close) =>
        address === undefined ? <WalletList onDone={close} /> : <ConnectedWallet onDone={close} />
      }
    </Dialog>
  );
}

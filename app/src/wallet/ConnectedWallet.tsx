import { useConnection, useDisconnect } from "wagmi";

import { Button } from "../ui/Button.tsx";
import { CopyAddress } from "../ui/CopyAddress.tsx";

/** The connected wallet: its name, its whole address, and how to disconnect it. */
export function ConnectedWallet({ onDone }: { readonly onDone: () => void }) {
  const { address, connector } = useConnection();
  const { mutate: disconnect } = useDisconnect({ mutation: { onSuccess: onDone } });
  return (
    <>
      <p className="text-small text-dim">{connector?.name}</p>
      {address !== undefined && <CopyAddress address={address} />}
      <Button onClick={() => disconnect({})}>Disconnect</Button>
    </>
  );
}

import { useEffect, useState } from "react";
import type { EIP1193Provider } from "viem";

/** A wallet that announced itself by EIP-6963. */
export type Wallet = {
  readonly info: {
    readonly uuid: string;
    readonly name: string;
    readonly icon: string;
    readonly rdns: string;
  };
  readonly provider: EIP1193Provider;
};

/** Wallets of this browser, as they announce themselves. */
export function useWallets(): readonly Wallet[] {
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  useEffect(() => {
    const add = (event: CustomEvent<Wallet>): void =>
      setWallets((known) =>
        known.some(({ info }) => info.uuid === event.detail.info.uuid)
          ? known
          : [...known, event.detail],
      );
    addEventListener("eip6963:announceProvider", add as EventListener);
    dispatchEvent(new Event("eip6963:requestProvider"));
    return () => removeEventListener("eip6963:announceProvider", add as EventListener);
  }, []);
  return wallets;
}

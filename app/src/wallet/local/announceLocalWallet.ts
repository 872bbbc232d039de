import type { LocalProvider } from "./localProvider.ts";

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1f5f4a" stroke-width="2"><rect x="3" y="6" width="18" height="13" rx="3"/><path d="M15 12.5h3"/></svg>',
)}`;
const INFO = {
  uuid: "6d4a2b1e-0f56-4d0c-9d0e-51eaf31337aa",
  name: "Local wallet",
  icon: ICON,
  rdns: "local.sheaf.wallet",
};

/**
 * Announces the local wallet by EIP-6963, like any other wallet.
 * @returns how to end it
 */
export function announceLocalWallet(provider: LocalProvider): () => void {
  const detail = Object.freeze({ info: Object.freeze(INFO), provider });
  const announce = (): void => {
    dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  };
  addEventListener("eip6963:requestProvider", announce);
  announce();
  return () => removeEventListener("eip6963:requestProvider", announce);
}

import { useState } from "react";
import type { Address } from "viem";

import { shortAddress } from "../format/shortAddress.ts";

const SHOWN = 1_500; // {ms}

/** A short address whose button copies the whole one. */
export function CopyAddress({ address }: { readonly address: Address }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN);
  };
  return (
    <button
      type="button"
      title={address}
      aria-label={`Copy the address ${address}`}
      className="figure rounded px-1 font-[540] hover:bg-soft"
      onClick={() => void copy()}
    >
      <span aria-live="polite">{copied ? "Copied" : shortAddress(address)}</span>
    </button>
  );
}

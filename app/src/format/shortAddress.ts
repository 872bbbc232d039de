import type { Address } from "viem";

/** First and last digits of an address, for places where a copy button has the whole one: "0x71C7…976F". */
export function shortAddress(address: Address): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}

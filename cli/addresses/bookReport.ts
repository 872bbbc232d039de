import type { Address } from "viem";

/** An address of the book, and each way in which it differs from the chain. */
export type CheckedAddress = {
  readonly name: string; // in the book
  readonly contract?: string; // in Solidity, if it is shipped
  readonly address: Address;
  readonly faults: readonly string[];
};

/** An address book beside the chain. */
export type BookReport = {
  readonly network: string;
  readonly chainId: number;
  readonly addresses: readonly CheckedAddress[];
  readonly deployers: readonly { readonly account: Address; readonly roles: readonly string[] }[];
  readonly faults: number;
};

import type { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import type { GetContractEventsReturnType } from "viem";

type Log = GetContractEventsReturnType<typeof indexVaultAbi, undefined, true>[number];
type Bare<log> = log extends { readonly eventName: infer name; readonly args: infer args }
  ? { readonly eventName: name; readonly args: args }
  : never;

/** An event of an index, without its place on the chain. */
export type VaultEvent = Bare<Log>;

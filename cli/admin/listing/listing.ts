import type { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import type { ContractFunctionArgs } from "viem";

/** Everything that a listing says; the units are in `IComponentRegistry`. */
export type Listing = ContractFunctionArgs<
  typeof componentRegistryAbi,
  "nonpayable",
  "list"
>[0][number];

import type { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import type { ContractFunctionArgs } from "viem";

/** All fields of a listing. Their units are in `IComponentRegistry`. */
export type Listing = ContractFunctionArgs<
  typeof componentRegistryAbi,
  "nonpayable",
  "list"
>[0][number];

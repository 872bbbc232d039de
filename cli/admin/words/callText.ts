import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { rolesAbi } from "@sheaf/sdk/abi/rolesAbi";
import { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";
import { decodeFunctionData, slice } from "viem";
import type { Abi } from "viem";

import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import { registryTexts } from "./registryTexts.ts";
import { rolesTexts } from "./rolesTexts.ts";
import { timelockTexts } from "./timelockTexts.ts";
import { vaultTexts } from "./vaultTexts.ts";

const CONTRACTS: readonly Abi[] = [indexVaultAbi, componentRegistryAbi, rolesAbi, timelockAbi];
const FUNCTIONS: Abi = CONTRACTS.flat().filter(({ type }) => type === "function");
const TEXTS: Readonly<Record<string, (...args: never) => string>> = {
  ...vaultTexts,
  ...registryTexts,
  ...rolesTexts,
  ...timelockTexts,
};

/** Describes the effect of a call by the guardian or the admin in words. */
export function callText(call: Call): string {
  const decoded = decode(call);
  if (decoded === undefined)
    return `Calls ${slice(call.data, 0, 4)} of ${call.to}, a function that is not known here. Do not sign it unless you know what it does.`;
  const { functionName, args = [] } = decoded;
  const text = TEXTS[functionName];
  return text === undefined ? `Calls ${functionName} of ${call.to}.` : text(...(args as never));
}

function decode({ data }: Call) {
  try {
    return decodeFunctionData({ abi: FUNCTIONS, data });
  } catch {
    return undefined; // a function of some other contract
  }
}

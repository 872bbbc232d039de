import { encodeFunctionData, getAddress } from "viem";
import type { Address, Client } from "viem";
import { call } from "viem/actions";
import { z } from "zod";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";

import { revertOf } from "./revertOf.ts";

/** Whether the open epoch can be closed, and if not, who is off its target. */
export type Settlement =
  { readonly closable: true } | { readonly closable: false; readonly component: Address };

/** `EpochNotSettled(component, balance, target, tolerance)` */
const NotSettled = z.tuple([z.string(), z.bigint(), z.bigint(), z.bigint()]);

/** Asks the vault by simulating a close. */
export async function readSettlement(client: Client, vault: Address): Promise<Settlement> {
  try {
    await call(client, {
      to: vault,
      data: encodeFunctionData({ abi: indexVaultAbi, functionName: "closeEpoch" }),
    });
    return { closable: true };
  } catch (error) {
    const revert = revertOf("closeEpoch", error);
    if (revert?.errorName !== "EpochNotSettled") throw revert ?? error;
    const [component] = NotSettled.parse(revert.args);
    return { closable: false, component: getAddress(component) };
  }
}

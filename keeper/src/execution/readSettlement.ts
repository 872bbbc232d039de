import { encodeFunctionData, getAddress } from "viem";
import type { Address, Client } from "viem";
import { call } from "viem/actions";
import { z } from "zod";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";

import { readHead } from "./readHead.ts";
import { revertOf } from "./revertOf.ts";
import type { Signer } from "./sendTransaction.ts";

export type SettlementInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly signer: Signer; // who would close
  readonly since?: bigint | undefined; // {block} nothing older is read
};

/** Whether the signer can close the open epoch now; if not, a component that is off its target; or that none is open. */
export type Settlement =
  | { readonly kind: "closable" }
  | { readonly kind: "unsettled"; readonly component: Address }
  | { readonly kind: "no open epoch" };

/** `EpochNotSettled(component, balance, target, tolerance)` */
const NotSettled = z.tuple([z.string(), z.bigint(), z.bigint(), z.bigint()]);

/** Reads from the vault whether the open epoch is settled or past its deadline, by a simulated close. */
export async function readSettlement({
  client,
  vault,
  signer,
  since,
}: SettlementInputs): Promise<Settlement> {
  const { number: blockNumber } = await readHead(client, since);
  try {
    await call(client, {
      account: signer,
      to: vault,
      data: encodeFunctionData({ abi: indexVaultAbi, functionName: "closeEpoch" }),
      blockNumber,
    });
    return { kind: "closable" };
  } catch (error) {
    const revert = revertOf("closeEpoch", error);
    if (revert?.errorName === "NoOpenEpoch") return { kind: "no open epoch" };
    if (revert?.errorName !== "EpochNotSettled") throw revert ?? error;
    const [component] = NotSettled.parse(revert.args);
    return { kind: "unsettled", component: getAddress(component) };
  }
}

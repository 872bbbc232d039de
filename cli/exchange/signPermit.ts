import { permitMessage } from "@sheaf/sdk/permit/permitMessage";
import { signedPermit } from "@sheaf/sdk/permit/signedPermit";
import type { SignedPermit } from "@sheaf/sdk/permit/signedPermit";
import type { Address, LocalAccount } from "viem";

import type { Session } from "../session/openSession.ts";

export type PermitInputs = {
  readonly client: Session["client"];
  readonly account: LocalAccount;
  readonly token: Address;
  readonly spender: Address;
  readonly amount: bigint; // {tok} exactly what may be taken
  readonly deadline: bigint; // {s}
};

/**
 * Signs an ERC-2612 permit of an exact amount.
 * @returns undefined where the token has no such permit
 */
export async function signPermit(inputs: PermitInputs): Promise<SignedPermit | undefined> {
  const { account, deadline } = inputs;
  const message = await permitMessage({ ...inputs, owner: account.address });
  if (message === undefined) return undefined;
  return signedPermit(await account.signTypedData(message), deadline);
}

import { permitMessage } from "@sheaf/sdk/permit/permitMessage";
import { parseSignature } from "viem";
import type { Address, Hex, LocalAccount } from "viem";

import type { Session } from "../session/openSession.ts";

export type PermitInputs = {
  readonly client: Session["client"];
  readonly account: LocalAccount;
  readonly token: Address;
  readonly spender: Address;
  readonly amount: bigint; // {tok} exactly what may be taken
  readonly deadline: bigint; // {s}
};

/** As `IIndexRouter.Permit`. */
export type SignedPermit = {
  readonly deadline: bigint;
  readonly v: number;
  readonly r: Hex;
  readonly s: Hex;
};

/** {1} Of a signature with a parity of zero. */
const FIRST_V = 27;

/**
 * Signs an ERC-2612 permit of an exact amount.
 * @returns undefined where the token has no such permit
 */
export async function signPermit(inputs: PermitInputs): Promise<SignedPermit | undefined> {
  const { account, deadline } = inputs;
  const message = await permitMessage({ ...inputs, owner: account.address });
  if (message === undefined) return undefined;
  const signature = await account.signTypedData(message);
  const { r, s, yParity } = parseSignature(signature);
  return { deadline, v: FIRST_V + yParity, r, s };
}

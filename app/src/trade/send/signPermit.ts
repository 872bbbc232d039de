import { permitMessage } from "@sheaf/sdk/permit/permitMessage";
import { signedPermit } from "@sheaf/sdk/permit/signedPermit";
import type { SignedPermit } from "@sheaf/sdk/permit/signedPermit";
import { size, sliceHex } from "viem";

import { isRejection } from "../../wallet/isRejection.ts";
import type { NeededAllowance } from "./order.ts";
import type { Sender } from "./sender.ts";

const DELEGATED = "0xef0100"; // EIP-7702: a key still signs for such an account
const PREFIX = 3; // {byte}
const SIGNATURE = 65; // {byte}

/**
 * Has the wallet sign an ERC-2612 permit of an exact amount.
 * @returns undefined where the token has no permit, the account has no key of its own, or the wallet cannot sign it
 * @throws the rejection, if the person declines
 */
export async function signPermit(
  { client, wallet }: Sender,
  { token, spender, amount }: NeededAllowance,
  deadline: bigint,
): Promise<SignedPermit | undefined> {
  const owner = wallet.account.address;
  const code = await client.getCode({ address: owner });
  if (code !== undefined && sliceHex(code, 0, PREFIX) !== DELEGATED) return undefined;
  const message = await permitMessage({ client, owner, token, spender, amount, deadline });
  if (message === undefined) return undefined;
  try {
    const signature = await wallet.signTypedData(message);
    return size(signature) === SIGNATURE ? signedPermit(signature, deadline) : undefined;
  } catch (error) {
    if (isRejection(error)) throw error;
    return undefined; // an approval takes its place
  }
}

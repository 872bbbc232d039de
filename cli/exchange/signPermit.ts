import { parseAbi, parseSignature } from "viem";
import type { Address, Hex, LocalAccount } from "viem";

import type { Session } from "../session/openSession.ts";
import { permitDomain } from "./permitDomain.ts";

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

const NONCES = parseAbi(["function nonces(address) view returns (uint256)"]);
const TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;
/** {1} Of a signature with a parity of zero. */
const FIRST_V = 27;

/**
 * Signs an ERC-2612 permit of an exact amount. It costs no gas, and leaves no allowance once the amount is taken.
 * @returns undefined where the token has no such permit
 */
export async function signPermit(inputs: PermitInputs): Promise<SignedPermit | undefined> {
  const { client, account, token, spender, amount: value, deadline } = inputs;
  const domain = await permitDomain(client, token);
  if (domain === undefined) return undefined;
  const nonce = await client.readContract({
    address: token,
    abi: NONCES,
    functionName: "nonces",
    args: [account.address],
  });
  const message = { owner: account.address, spender, value, nonce, deadline };
  const signature = await account.signTypedData({
    domain,
    types: TYPES,
    primaryType: "Permit",
    message,
  });
  const { r, s, yParity } = parseSignature(signature);
  return { deadline, v: FIRST_V + yParity, r, s };
}

import { parseAbi } from "viem";
import type { Address, Chain, Client, Transport, TypedDataDomain } from "viem";
import { readContract } from "viem/actions";

import { permitDomain } from "./permitDomain.ts";

export type PermitInputs = {
  readonly client: Client<Transport, Chain>;
  readonly owner: Address;
  readonly token: Address;
  readonly spender: Address;
  readonly amount: bigint; // {tok} exactly what may be taken
  readonly deadline: bigint; // {s}
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

/** Typed data of an ERC-2612 permit, ready for a wallet to sign. */
export type PermitMessage = {
  readonly domain: TypedDataDomain;
  readonly types: typeof TYPES;
  readonly primaryType: "Permit";
  readonly message: {
    readonly owner: Address;
    readonly spender: Address;
    readonly value: bigint; // {tok}
    readonly nonce: bigint;
    readonly deadline: bigint; // {s}
  };
};

/**
 * Typed data of an ERC-2612 permit of an exact amount. Its signature costs no gas, and leaves no allowance once the amount is
 * taken.
 * @returns undefined where the token has no such permit: an approval takes its place
 */
export async function permitMessage(inputs: PermitInputs): Promise<PermitMessage | undefined> {
  const { client, owner, token, spender, amount: value, deadline } = inputs;
  const domain = await permitDomain(client, token);
  if (domain === undefined) return undefined;
  const nonce = await readContract(client, {
    address: token,
    abi: NONCES,
    functionName: "nonces",
    args: [owner],
  });
  const message = { owner, spender, value, nonce, deadline };
  return { domain, types: TYPES, primaryType: "Permit", message };
}

import { domainSeparator, parseAbi } from "viem";
import type { Address, Chain, Client, Transport, TypedDataDomain } from "viem";
import { readContract } from "viem/actions";

import { isNodeFault } from "../chain/isNodeFault.ts";

const TOKEN = parseAbi([
  "function name() view returns (string)",
  "function version() view returns (string)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function eip712Domain() view returns (bytes1, string, string, uint256, address, bytes32, uint256[])",
]);

/**
 * The EIP-712 domain by which a token checks an ERC-2612 permit, confirmed by the token's own separator.
 * @returns undefined where the token has no permit, or one of another form: an approval takes its place
 */
export async function permitDomain(
  client: Client<Transport, Chain>,
  token: Address,
): Promise<TypedDataDomain | undefined> {
  const contract = { address: token, abi: TOKEN } as const;
  const orNothing = (error: unknown): undefined => {
    if (isNodeFault(error)) throw error;
  };
  const [separator, published, name, version] = await Promise.all([
    readContract(client, { ...contract, functionName: "DOMAIN_SEPARATOR" }).catch(orNothing),
    readContract(client, { ...contract, functionName: "eip712Domain" }).catch(orNothing),
    readContract(client, { ...contract, functionName: "name" }).catch(orNothing),
    readContract(client, { ...contract, functionName: "version" }).catch(orNothing),
  ]);
  if (separator === undefined) return undefined;
  const base = { chainId: client.chain.id, verifyingContract: token };
  const candidates: TypedDataDomain[] = [
    ...(published === undefined ? [] : [{ ...base, name: published[1], version: published[2] }]),
    ...(name === undefined ? [] : [{ ...base, name, version: version ?? "1" }]),
  ];
  return candidates.find((domain) => domainSeparator({ domain }) === separator);
}

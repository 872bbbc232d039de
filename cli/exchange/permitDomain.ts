import { domainSeparator, parseAbi } from "viem";
import type { Address, TypedDataDomain } from "viem";

import { isNodeFault } from "../chain/isNodeFault.ts";
import type { Session } from "../session/openSession.ts";

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
  client: Session["client"],
  token: Address,
): Promise<TypedDataDomain | undefined> {
  const contract = { address: token, abi: TOKEN } as const;
  const orNothing = (error: unknown): undefined => {
    if (isNodeFault(error)) throw error;
  };
  const [separator, published, name, version] = await Promise.all([
    client.readContract({ ...contract, functionName: "DOMAIN_SEPARATOR" }).catch(orNothing),
    client.readContract({ ...contract, functionName: "eip712Domain" }).catch(orNothing),
    client.readContract({ ...contract, functionName: "name" }).catch(orNothing),
    client.readContract({ ...contract, functionName: "version" }).catch(orNothing),
  ]);
  if (separator === undefined) return undefined;
  const base = { chainId: client.chain.id, verifyingContract: token };
  const candidates: TypedDataDomain[] = [
    ...(published === undefined ? [] : [{ ...base, name: published[1], version: published[2] }]),
    ...(name === undefined ? [] : [{ ...base, name, version: version ?? "1" }]),
  ];
  return candidates.find((domain) => domainSeparator({ domain }) === separator);
}

import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { readTokens } from "@sheaf/sdk/exit/readTokens";
import type { TokenName } from "@sheaf/sdk/exit/readTokens";
import { erc20Abi } from "viem";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";

export type Allowance = TokenName & {
  readonly spender: Address;
  readonly holder: string; // the spender for a person
  readonly amount: bigint; // {tok}
};

/**
 * Reads the allowances that an account has left to a deployment: USDC to router and factory, and with an index its shares to the
 * router and its components to itself.
 */
export async function readAllowances(
  { client, book }: Session,
  owner: Address,
  vault: Address | undefined,
): Promise<Allowance[]> {
  const { router, factory } = book.contracts;
  const { usdc } = book.external;
  const places: { token: Address; spender: Address; holder: string }[] = [
    { token: usdc, spender: router.address, holder: `the router ${router.address}` },
    { token: usdc, spender: factory.address, holder: `the factory ${factory.address}` },
  ];
  if (vault !== undefined) {
    const index = { address: vault, abi: indexVaultAbi } as const;
    const basketId = await client.readContract({ ...index, functionName: "basketId" });
    const args = [basketId] as const;
    const [tokens] = await client.readContract({ ...index, functionName: "basket", args });
    const share = { token: vault, spender: router.address, holder: `the router ${router.address}` };
    const components = tokens.map((token) => ({
      token,
      spender: vault,
      holder: `the index ${vault}`,
    }));
    places.push(share, ...components);
  }
  const amounts = await Promise.all(
    places.map(({ token, spender }) =>
      client
        .readContract({
          ...{ address: token, abi: erc20Abi, functionName: "allowance" },
          args: [owner, spender],
        })
        .catch(() => 0n),
    ),
  );
  const names = await readTokens(
    client,
    places.map(({ token }) => token),
  );
  return places.flatMap((place, at) => {
    const [name, amount = 0n] = [names[at], amounts[at]];
    return name === undefined || amount === 0n ? [] : [{ ...name, ...place, amount }];
  });
}

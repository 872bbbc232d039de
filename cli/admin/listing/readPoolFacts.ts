import { indexLensAbi } from "@sheaf/sdk/abi/indexLensAbi";
import { erc20Abi, isAddressEqual, zeroAddress } from "viem";
import type { Address } from "viem";

import type { Session } from "../../session/openSession.ts";
import type { PoolFact } from "./listingFacts.ts";
import { poolPrice } from "./poolPrice.ts";

const FEES = [100, 500, 3_000, 10_000] as const; // {1e6} that Uniswap v3 has pools of
const DECIMALS = { USDC: 6, WETH: 18 } as const;
const REACH = 1; // {ticks} the pool's price is enough

/** The Uniswap v3 pools of a token against USDC and WETH that have a price. */
export async function readPoolFacts(
  { client, book }: Session,
  token: Address,
  decimals: number,
): Promise<PoolFact[]> {
  const sides = [
    ["USDC", book.external.usdc],
    ["WETH", book.external.weth],
  ] as const;
  const keys = sides
    .filter(([, other]) => !isAddressEqual(other, token))
    .flatMap(([against, other]) => FEES.map((fee) => ({ against, other, fee })));
  const states = await client.readContract({
    address: book.contracts.lens.address,
    abi: indexLensAbi,
    functionName: "poolStates",
    args: [keys.map(({ other, fee }) => ({ tokenA: token, tokenB: other, fee })), REACH],
  });
  const facts: PoolFact[] = [];
  for (const [at, { against, other, fee }] of keys.entries()) {
    const state = states[at];
    if (state === undefined || state.pool === zeroAddress) continue;
    const reserve = await client.readContract({
      address: other,
      abi: erc20Abi,
      functionName: "balanceOf",
      args: [state.pool],
    });
    const { pool, liquidity, sqrtPriceX96 } = state;
    const price = poolPrice({
      sqrtPriceX96,
      isToken0: BigInt(token) < BigInt(other),
      decimals,
      otherDecimals: DECIMALS[against],
    });
    facts.push({ pool, against, fee, liquidity, reserve, price });
  }
  return facts;
}

import { encodeAbiParameters, encodeFunctionData } from "viem";
import type { Address, Hex } from "viem";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import type { PlannedSide, PlannedTrade } from "./plan.ts";

export type TradeContext = { readonly epochNumber: bigint; readonly executor: Address };

/** What the vault takes. */
export type TradeOrder = {
  readonly epochNumber: bigint;
  readonly executor: Address;
  readonly sells: readonly PlannedSide[];
  readonly buys: readonly PlannedSide[];
  readonly data: Hex;
};

export type EncodedTrade = { readonly order: TradeOrder; readonly calldata: Hex };

/** `Leg[]` and `Hop[]` of UniswapV3Executor, whose ABI shows them only as bytes. */
const ROUTE = [
  {
    type: "tuple[]",
    components: [
      { name: "pool", type: "address" },
      { name: "sell", type: "uint256" },
      { name: "buy", type: "uint256" },
      { name: "amount", type: "uint256" },
      { name: "exactOutput", type: "bool" },
      { name: "sqrtPriceLimitX96", type: "uint160" },
    ],
  },
  {
    type: "tuple[]",
    components: [
      { name: "leg", type: "uint256" },
      { name: "pool", type: "address" },
      { name: "between", type: "address" },
      { name: "sqrtPriceLimitX96", type: "uint160" },
    ],
  },
] as const;

/** The vault's order for a planned trade through the Uniswap v3 executor, and the call that submits it. */
export function encodeTrade(
  trade: PlannedTrade,
  { epochNumber, executor }: TradeContext,
): EncodedTrade {
  const legs = trade.legs.map(({ pool, sell, buy, amount, exactOutput, sqrtPriceLimitX96 }) => ({
    pool,
    sell: BigInt(sell),
    buy: BigInt(buy),
    amount,
    exactOutput,
    sqrtPriceLimitX96,
  }));
  const hops = trade.legs.flatMap(({ hop }, i) =>
    hop === undefined ? [] : [{ leg: BigInt(i), ...hop }],
  );
  const order = {
    epochNumber,
    executor,
    sells: trade.sells,
    buys: trade.buys,
    data: encodeAbiParameters(ROUTE, [legs, hops]),
  };
  return {
    order,
    calldata: encodeFunctionData({ abi: indexVaultAbi, functionName: "trade", args: [order] }),
  };
}

import { encodeFunctionData } from "viem";
import type { Hex } from "viem";
import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import type { QuoteState } from "@sheaf/sdk/quote/quoteState";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

/** Types of both packages as a program sees them that has installed them. */
export function calldataOf(state: QuoteState, receiver: Hex): Hex {
  const quote = quoteBuy({ state, usdc: 1n, slippage: 0n });
  const { vault } = state;
  return encodeFunctionData({
    abi: indexRouterAbi,
    functionName: "buy",
    args: [
      {
        vault,
        shares: quote.shares,
        maxUsdc: quote.limit,
        receiver,
        deadline: 1n,
        basketId: quote.basketId,
        legs: quote.legs,
      },
    ],
  });
}

export const week: (inputs: WeekInputs) => Promise<WeekSummary> = runWeek;

export const regimeOf = ({ regime }: IndexState): "bull" | "bear" | "neutral" => regime.value;

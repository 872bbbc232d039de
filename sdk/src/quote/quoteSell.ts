import type { Address } from "viem";

import { growSupply } from "../fees/growSupply.ts";
import { valueOf } from "../plan/valueOf.ts";
import { mulDivDown } from "../units/mulDivDown.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import { WAD } from "../units/wad.ts";
import { encodeLeg } from "./encodeLeg.ts";
import { InvalidSlippageError } from "./errors.ts";
import type { MissingLeg } from "./missingLeg.ts";
import type { Quote } from "./quote.ts";
import type { QuoteState } from "./quoteState.ts";
import { WORST_PRICE, routeLegs } from "./routeLegs.ts";
import { summarizeQuote } from "./summarizeQuote.ts";

export type SellInputs = {
  readonly state: QuoteState;
  readonly shares: bigint; // {share}
  readonly slippage: bigint; // WAD
  readonly worst?: bigint; // WAD, how much worse than the oracle's price a component may be sold; absent: 5 %
};

export type SellQuote = Quote & {
  readonly inKind: readonly MissingLeg[]; // components that are not swapped: they come as they are
  readonly inKindValue: bigint; // {uoa} of them, as far as the oracle has prices
  readonly claims: readonly Address[]; // components that cannot be read: they stay claims
};

/** {s} How long a sale may wait: the streaming fee takes its part until then. */
const PATIENCE = 600n;

/**
 * The USDC that `shares` bring. A component that no pool takes at a price near the oracle's is handed out in kind.
 * @throws InvalidSlippageError
 */
export function quoteSell({ state, shares, slippage, worst = WORST_PRICE }: SellInputs): SellQuote {
  if (slippage < 0n || slippage * 2n > WAD) throw new InvalidSlippageError(slippage);
  const supply = growSupply(state.supply, state.streamingRate, PATIENCE);
  const amounts = state.components.map(({ held, readable }) =>
    readable ? mulDivDown(held, shares, supply) : 0n,
  );
  // A leg may slip twice as far as the whole, never all the way: its limit is not zero.
  const part = mulDivDown(WAD - slippage, WAD - slippage, WAD);
  const minimum = mulDivUp(WAD, 1n, part); // {usdc}
  const total = routeLegs({ state, amounts, worst, minimum });

  const inKind = new Set(total.missing.map(({ component }) => component));
  return {
    ...summarizeQuote({ state, side: "sell", shares, total }),
    platformFee: 0n,
    limit: mulDivDown(total.usdc, WAD - slippage, WAD),
    inKind: total.missing,
    inKindValue: state.components.reduce(
      (sum, { token, price }, at) =>
        inKind.has(token) ? sum + valueOf(amounts[at] ?? 0n, price ?? 0n) : sum,
      0n,
    ),
    claims: state.components.filter(({ readable }) => !readable).map(({ token }) => token),
    legs: state.components.map(({ token: component }, at) => {
      const route = total.routes[at];
      return route === undefined
        ? encodeLeg({ component, fee: 0, wethFee: 0, limit: 0n })
        : encodeLeg({ component, ...route, limit: mulDivDown(total.legs[at] ?? 0n, part, WAD) });
    }),
  };
}

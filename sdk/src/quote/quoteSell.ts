import type { Address } from "viem";

import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import { encodeLeg } from "./encodeLeg.ts";
import type { Quote } from "./quote.ts";
import type { QuoteState } from "./quoteState.ts";
import { routeLegs } from "./routeLegs.ts";
import { summarizeQuote } from "./summarizeQuote.ts";

export type SellInputs = {
  readonly state: QuoteState;
  readonly shares: bigint; // {share}
  readonly slippage: bigint; // WAD
};

export type SellQuote = Quote & {
  readonly inKind: readonly Address[]; // components that no pool takes: they come as they are
  readonly claims: readonly Address[]; // components that cannot be read: they stay claims
};

/** What `shares` bring in USDC; a component that no pool takes is handed out in kind. */
export function quoteSell({ state, shares, slippage }: SellInputs): SellQuote {
  const amounts = state.components.map(({ held, readable }) =>
    readable ? mulDivDown(held, shares, state.supply) : 0n,
  );
  const total = routeLegs(state, amounts);

  const part = WAD > 2n * slippage ? WAD - 2n * slippage : 0n;
  return {
    ...summarizeQuote({ state, side: "sell", shares, total }),
    platformFee: 0n,
    limit: mulDivDown(total.usdc, WAD > slippage ? WAD - slippage : 0n, WAD),
    inKind: total.missing,
    claims: state.components.filter(({ readable }) => !readable).map(({ token }) => token),
    legs: state.components.map(({ token: component }, at) => {
      const route = total.routes[at];
      return route === undefined
        ? encodeLeg({ component, fee: 0, wethFee: 0, limit: 0n })
        : encodeLeg({ component, ...route, limit: mulDivDown(total.legs[at] ?? 0n, part, WAD) });
    }),
  };
}

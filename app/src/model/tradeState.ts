/** Which way a person trades. */
export type Side = "buy" | "sell";

/** Where a trade is. Everything from `approving` on happens with a frozen quote. */
export type Progress =
  | "editing" // the amount is typed or reviewed
  | "approving" // the wallet is open for an allowance
  | "signing" // the wallet is open for the trade
  | "declined"
  | "failed" // nothing was sent
  | "submitted"
  | "late" // no receipt for three minutes
  | "cancelled"
  | "replaced"
  | "reverted"
  | "confirmed"; // our event is there

/** A quote as far as the state of a trade depends on it. */
export type QuoteFacts =
  | { readonly kind: "none" }
  | { readonly kind: "loading" }
  | { readonly kind: "failed" } // could not be read
  | { readonly kind: "no route" } // no pool gives as much at a price near the oracle's
  | {
      readonly kind: "ready";
      readonly wei: bigint; // network fee at most
      readonly impact: bigint; // {1} WAD, how much worse than the market
      readonly isStale: boolean;
      readonly isMoved: boolean; // a newer quote is worse than the accepted one
    };

/** Everything that decides what a trade panel shows. */
export type TradeFacts = {
  readonly side: Side;
  readonly progress: Progress;
  readonly isNodeGone: boolean;
  readonly isWindingDown: boolean;
  readonly isPaused: boolean; // issuance
  readonly wallet: "none" | "other network" | "ready";
  readonly input: "empty" | "unreadable" | bigint; // {usdc} to pay, or {share} to give
  readonly minimum: bigint; // of the input
  readonly balance: bigint | undefined; // of what the input is in; undefined: not read yet
  readonly ether: bigint | undefined; // {wei}
  readonly quote: QuoteFacts;
  readonly isAcknowledged: boolean; // a large impact
};

/** Impact {1} WAD from which a person has to acknowledge it. */
export const NOTABLE_IMPACT = 2n * 10n ** 16n;
/** Impact {1} WAD beyond which the app does not trade. */
export const MAX_IMPACT = 5n * 10n ** 16n;

const isReady = (
  facts: TradeFacts,
  test: (quote: Extract<QuoteFacts, { readonly kind: "ready" }>) => boolean,
): boolean => facts.quote.kind === "ready" && test(facts.quote);
const isDuring =
  (progress: Progress) =>
  (facts: TradeFacts): boolean =>
    facts.progress === progress;

/** Every state of a trade and its condition, the one that decides first. */
const RULES = [
  ["confirmed", isDuring("confirmed")],
  ["reverted", isDuring("reverted")],
  ["cancelled", isDuring("cancelled")],
  ["replaced", isDuring("replaced")],
  ["late", isDuring("late")],
  ["submitted", isDuring("submitted")],
  ["declined", isDuring("declined")],
  ["failed", isDuring("failed")],
  ["approving", isDuring("approving")],
  ["signing", isDuring("signing")],
  ["node gone", ({ isNodeGone }) => isNodeGone],
  ["winding down", ({ side, isWindingDown }) => side === "buy" && isWindingDown],
  ["paused", ({ side, isPaused }) => side === "buy" && isPaused],
  ["no wallet", ({ wallet }) => wallet === "none"],
  ["wrong network", ({ wallet }) => wallet === "other network"],
  ["empty", ({ input }) => input === "empty"],
  ["unreadable", ({ input }) => input === "unreadable"],
  ["below minimum", ({ input, minimum }) => typeof input === "bigint" && input < minimum],
  [
    "over balance",
    ({ input, balance }) => typeof input === "bigint" && balance !== undefined && input > balance,
  ],
  ["no route", ({ quote }) => quote.kind === "no route"],
  ["quote failed", ({ quote }) => quote.kind === "failed"],
  ["quote loading", ({ quote }) => quote.kind === "none" || quote.kind === "loading"],
  ["impact too high", (facts) => isReady(facts, ({ impact }) => impact > MAX_IMPACT)],
  [
    "no gas token",
    (facts) => isReady(facts, ({ wei }) => facts.ether !== undefined && facts.ether < wei),
  ],
  ["moved", (facts) => isReady(facts, ({ isMoved }) => isMoved)],
  ["stale", (facts) => isReady(facts, ({ isStale }) => isStale)],
  [
    "impact to acknowledge",
    (facts) => isReady(facts, ({ impact }) => impact >= NOTABLE_IMPACT) && !facts.isAcknowledged,
  ],
  ["ready", () => true],
] as const satisfies readonly (readonly [string, (facts: TradeFacts) => boolean])[];

/** A state of a trade. */
export type TradeState = (typeof RULES)[number][0];

/**
 * The one state that a trade panel shows. An outcome comes first, then a trade under way, then obstacles: those of the chain, of the
 * wallet, of the input, of the quote.
 */
export function tradeState(facts: TradeFacts): TradeState {
  return RULES.find(([, isSo]) => isSo(facts))?.[0] ?? "ready";
}

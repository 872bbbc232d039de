import { expect } from "chai";

import { MAX_IMPACT, NOTABLE_IMPACT, tradeState } from "../../src/model/tradeState.ts";
import type { QuoteFacts, TradeFacts, TradeState } from "../../src/model/tradeState.ts";

const QUOTE = {
  kind: "ready",
  wei: 10n ** 15n,
  impact: 10n ** 15n,
  isStale: false,
  isMoved: false,
} as const satisfies QuoteFacts;
const READY: TradeFacts = {
  side: "buy",
  progress: "editing",
  isNodeGone: false,
  isWindingDown: false,
  isPaused: false,
  wallet: "ready",
  input: 100_000_000n,
  minimum: 1_000_000n,
  balance: 1_000_000_000n,
  ether: 10n ** 18n,
  quote: QUOTE,
  isAcknowledged: false,
};

/** Each state with the one change that brings it about, in the order of precedence. Changes of one field exclude each other. */
const TABLE: readonly (readonly [TradeState, Partial<TradeFacts>])[] = [
  ["confirmed", { progress: "confirmed" }],
  ["reverted", { progress: "reverted" }],
  ["cancelled", { progress: "cancelled" }],
  ["replaced", { progress: "replaced" }],
  ["late", { progress: "late" }],
  ["submitted", { progress: "submitted" }],
  ["declined", { progress: "declined" }],
  ["failed", { progress: "failed" }],
  ["approving", { progress: "approving" }],
  ["signing", { progress: "signing" }],
  ["node gone", { isNodeGone: true }],
  ["winding down", { isWindingDown: true }],
  ["paused", { isPaused: true }],
  ["no wallet", { wallet: "none" }],
  ["wrong network", { wallet: "other network" }],
  ["empty", { input: "empty" }],
  ["unreadable", { input: "unreadable" }],
  ["below minimum", { input: 999_999n }],
  ["over balance", { balance: 99_999_999n }],
  ["no route", { quote: { kind: "no route" } }],
  ["quote failed", { quote: { kind: "failed" } }],
  ["quote loading", { quote: { kind: "loading" } }],
  ["impact too high", { quote: { ...QUOTE, impact: MAX_IMPACT + 1n } }],
  ["no gas token", { ether: 10n ** 15n - 1n }],
  ["moved", { quote: { ...QUOTE, isMoved: true } }],
  ["stale", { quote: { ...QUOTE, isStale: true } }],
  ["impact to acknowledge", { quote: { ...QUOTE, impact: NOTABLE_IMPACT } }],
  ["ready", {}],
];
const areApart = (one: object, other: object): boolean =>
  Object.keys(one).every((key) => !Object.hasOwn(other, key));

describe("tradeState", () => {
  for (const [state, change] of TABLE)
    it(`reaches "${state}" by its own cause alone`, () => {
      expect(tradeState({ ...READY, ...change })).to.equal(state);
    });

  for (const [at, [first, change]] of TABLE.entries())
    it(`shows "${first}" before every later state`, () => {
      for (const [later, other] of TABLE.slice(at + 1)) {
        if (!areApart(change, other)) continue;
        expect(tradeState({ ...READY, ...other, ...change }), later).to.equal(first);
      }
    });

  it("never stops a sale for a pause or a wind-down", () => {
    const facts = { ...READY, side: "sell", isPaused: true, isWindingDown: true } as const;
    expect(tradeState(facts)).to.equal("ready");
  });

  it("lets a notable impact pass once it is acknowledged, never one over the cap", () => {
    const having = (impact: bigint) => ({
      ...READY,
      isAcknowledged: true,
      quote: { ...QUOTE, impact },
    });
    expect(tradeState(having(NOTABLE_IMPACT))).to.equal("ready");
    expect(tradeState(having(MAX_IMPACT))).to.equal("ready");
    expect(tradeState(having(MAX_IMPACT + 1n))).to.equal("impact too high");
  });

  it("takes the whole balance, and waits for a balance that is not read yet", () => {
    expect(tradeState({ ...READY, balance: 100_000_000n })).to.equal("ready");
    expect(tradeState({ ...READY, balance: undefined, ether: undefined })).to.equal("ready");
  });

  it("refreshes a quote that is both stale and worse by a question", () => {
    const quote = { ...QUOTE, isStale: true, isMoved: true };
    expect(tradeState({ ...READY, quote })).to.equal("moved");
  });

  it("looks for a quote while there is none", () => {
    expect(tradeState({ ...READY, quote: { kind: "none" } })).to.equal("quote loading");
  });
});

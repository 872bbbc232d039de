import { expect } from "chai";
import type { Address } from "viem";
import { zeroAddress, zeroHash } from "viem";

import { checkBacking } from "../../src/ledger/checkBacking.ts";
import type { ChainState } from "../../src/ledger/compareLedger.ts";
import { compareLedger } from "../../src/ledger/compareLedger.ts";
import type { LedgerEvent } from "../../src/ledger/ledgerEvent.ts";
import { LedgerBrokenError } from "../../src/ledger/errors.ts";
import { replayLedger } from "../../src/ledger/replayLedger.ts";

const USDC: Address = "0x00000000000000000000000000000000000000C0";
const TOKEN: Address = "0x00000000000000000000000000000000000000D0";
const VAULT: Address = "0x00000000000000000000000000000000000000E0";
const ALICE: Address = "0x00000000000000000000000000000000000000A1";

const trade = (sold: bigint, bought: bigint): LedgerEvent => ({
  name: "TradeExecuted",
  epoch: 1n,
  sold: [{ component: USDC, amount: sold, value: 400n }],
  bought: [{ component: TOKEN, amount: bought, value: 399n }],
});

/** Created with 1000, 400 of it traded for 200 tokens, then a tenth issued and a tenth of that redeemed. */
const history = (): LedgerEvent[] => [
  { name: "Transfer", from: zeroAddress, to: VAULT, value: 10n },
  { name: "Transfer", from: zeroAddress, to: ALICE, value: 90n },
  { name: "IndexCreated", usdcAmount: 1000n, shares: 100n },
  {
    name: "EpochStarted",
    number: 1n,
    basketId: 1n,
    record: {
      regime: "bull",
      snapshotHash: zeroHash,
      rulesHash: zeroHash,
      navPerShare: 10n,
      components: [USDC, TOKEN],
      units: [6n, 2n],
    },
  },
  trade(400n, 200n),
  { name: "LossConsumed", epoch: 1n, loss: 1n },
  { name: "EpochClosed", number: 1n, settled: true },
  { name: "Transfer", from: zeroAddress, to: ALICE, value: 10n },
  { name: "SharesIssued", shares: 10n, amounts: [60n, 20n] },
  { name: "Transfer", from: ALICE, to: zeroAddress, value: 11n },
  { name: "ComponentCredited", component: TOKEN, amount: 22n, shares: 0n },
  { name: "SharesRedeemed", shares: 11n, amounts: [66n, 0n] },
  { name: "ClaimPaid", component: TOKEN, claimed: 12n, paid: 12n },
];

const chain = (): ChainState => ({
  supply: 99n,
  undistributed: 0n,
  streaming: { rate: 0n, elapsed: 0n },
  vault: VAULT,
  balances: new Map([
    [USDC, 594n],
    [TOKEN, 208n],
  ]),
  owed: new Map([[TOKEN, 10n]]),
  pendingShares: new Map(),
  holders: new Map([
    [VAULT, 10n],
    [ALICE, 89n],
  ]),
  basketId: 1n,
  components: [USDC, TOKEN],
  flagged: new Set(),
  epoch: 1n,
  epochOpen: false,
  regime: "bull",
});

describe("replayLedger", () => {
  it("G-1 rebuilds holdings, supply, owed, epochs and regime from the events alone", () => {
    expect(compareLedger(replayLedger(history(), USDC), chain())).to.deep.equal([]);
  });

  it("G-1 follows fees from accrual to distribution, and what streams after the last one", () => {
    const accrued: LedgerEvent[] = [
      ...history(),
      { name: "FeesAccrued", streamed: 3n, issued: 0n },
      { name: "FeesAccrued", streamed: 0n, issued: 2n },
    ];
    const before = { ...chain(), supply: 104n, undistributed: 5n };
    before.holders = new Map([...before.holders, [VAULT, 15n]]);
    expect(compareLedger(replayLedger(accrued, USDC), before)).to.deep.equal([]);

    const distributed: LedgerEvent[] = [
      ...accrued,
      { name: "Transfer", from: zeroAddress, to: ALICE, value: 5n },
      { name: "FeesDistributed", shares: 5n },
    ];
    const after = { ...chain(), supply: 208n, streaming: { rate: 10n ** 18n / 2n, elapsed: 1n } };
    after.holders = new Map([
      [VAULT, 114n],
      [ALICE, 94n],
    ]);
    expect(compareLedger(replayLedger(distributed, USDC), after)).to.deep.equal([]);
    const gone: LedgerEvent[] = [...distributed, { name: "FeesDistributed", shares: 1n }];
    expect(() => replayLedger(gone, USDC)).to.throw(LedgerBrokenError, /were not accrued/);
  });

  it("G-1 follows a component that is written off: its balance and its claims stay, its place goes", () => {
    const events: LedgerEvent[] = [
      ...history(),
      { name: "ComponentWrittenOff", component: TOKEN, basketId: 2n },
      { name: "SharesRedeemed", shares: 9n, amounts: [54n] },
    ];
    const { components, basketId, balances, owed } = replayLedger(events, USDC);
    expect([components, basketId, owed.get(TOKEN)]).to.deep.equal([[USDC], 2n, 10n]);
    expect([balances.get(USDC), balances.get(TOKEN)]).to.deep.equal([540n, 208n]);
    const twice: LedgerEvent[] = [
      ...events,
      { name: "ComponentWrittenOff", component: TOKEN, basketId: 3n },
    ];
    expect(() => replayLedger(twice, USDC)).to.throw(LedgerBrokenError, /is not listed/);
  });

  it("G-1 follows a component that is flagged and cleared", () => {
    const flag: LedgerEvent = {
      name: "ComponentFlagged",
      component: TOKEN,
      held: 190n,
      expected: 196n,
    };
    const clear: LedgerEvent = { name: "ComponentCleared", component: TOKEN };
    const flagged = replayLedger([...history(), flag], USDC);
    expect(compareLedger(flagged, { ...chain(), flagged: new Set([TOKEN]) })).to.deep.equal([]);
    expect(compareLedger(flagged, chain())).to.deep.equal([
      { what: "flagged", ledger: TOKEN, chain: "" },
    ]);
    const cleared = replayLedger([...history(), flag, clear], USDC);
    expect(compareLedger(cleared, chain())).to.deep.equal([]);
    expect(() => replayLedger([...history(), flag, flag], USDC)).to.throw(
      LedgerBrokenError,
      /is flagged already/,
    );
    expect(() => replayLedger([...history(), clear], USDC)).to.throw(
      LedgerBrokenError,
      /is not flagged/,
    );
  });

  it("sums what was traded and what it cost", () => {
    const ledger = replayLedger(history(), USDC);
    expect([ledger.trades, ledger.tradedValue, ledger.lossValue]).to.deep.equal([1, 400n, 1n]);
  });

  it("names the component of a trade whose amount was tampered with", () => {
    const events = history().map((event) =>
      event.name === "TradeExecuted" ? trade(400n, 201n) : event,
    );
    const differences = compareLedger(replayLedger(events, USDC), chain());
    expect(differences).to.deep.equal([
      { what: `balance of ${TOKEN}`, ledger: "209", chain: "208" },
    ]);
  });

  for (const name of [
    "SharesIssued",
    "EpochStarted",
    "TradeExecuted",
    "EpochClosed",
    "ClaimPaid",
    "Transfer",
  ] as const) {
    it(`does not go unnoticed when a ${name} is left out`, () => {
      const events = history();
      events.splice(
        events.findLastIndex((event) => event.name === name),
        1,
      );
      let differences = 1;
      try {
        differences = compareLedger(replayLedger(events, USDC), chain()).length;
      } catch (error) {
        expect(error).to.be.instanceOf(LedgerBrokenError);
      }
      expect(differences).to.be.greaterThan(0);
    });
  }

  it("refuses to let a trade sell what was never there", () => {
    const events = history().map((event) =>
      event.name === "TradeExecuted" ? trade(1001n, 200n) : event,
    );
    expect(() => replayLedger(events, USDC)).to.throw(
      LedgerBrokenError,
      /TradeExecuted.*would stand at -1/,
    );
  });

  it("refuses an epoch that skips a number, and a second one while the first is open", () => {
    const [start] = history().filter((event) => event.name === "EpochStarted");
    const created = history().slice(0, 3);
    expect(() => replayLedger([...created, { ...start!, number: 2n }], USDC)).to.throw(
      LedgerBrokenError,
      /does not follow/,
    );
    expect(() => replayLedger([...created, start!, { ...start!, number: 2n }], USDC)).to.throw(
      LedgerBrokenError,
      /still open/,
    );
  });
});

describe("checkBacking", () => {
  const faults = (change: Partial<ChainState>): string[] =>
    checkBacking({ ...chain(), ...change }).map(({ what }) => what);

  it("finds nothing where everything is there", () => {
    expect(faults({})).to.deep.equal([]);
  });

  it("V-1 names a component that does not cover what is owed of it", () => {
    expect(
      faults({
        balances: new Map([
          [USDC, 594n],
          [TOKEN, 9n],
        ]),
      }),
    ).to.deep.equal([`${TOKEN} does not cover what is owed`]);
  });

  it("V-10 notices shares from nowhere", () => {
    const holders = new Map([
      [VAULT, 10n],
      [ALICE, 90n],
    ]);
    expect(faults({ holders })).to.include("shares held do not sum to the supply");
  });

  it("notices that the basket is gone", () => {
    expect(faults({ balances: new Map(), owed: new Map() })).to.deep.equal([
      "shares with nothing behind them",
    ]);
  });
});

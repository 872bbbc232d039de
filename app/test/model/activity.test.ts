import { expect } from "chai";
import { getAddress, zeroAddress, zeroHash } from "viem";
import type { Address } from "viem";

import { describeEvent } from "../../src/model/activity/describeEvent.ts";
import type { VaultEvent } from "../../src/model/activity/vaultEvent.ts";
import { changeTone } from "../../src/model/price/changeTone.ts";
import { yearlyFee } from "../../src/model/price/yearlyFee.ts";
import { backingRows } from "../../src/model/proof/backingRows.ts";
import { spanText } from "../../src/model/roles/spanText.ts";

const at = (index: number): Address => getAddress(`0x${String(index).padStart(40, "0")}`);
const [VAULT, ANN, BOB] = [at(1), at(2), at(3)];
const write = {
  vault: VAULT,
  shares: (amount: bigint) => `${amount} TOP`,
  token: (token: Address, amount: bigint) => `${amount} T${token.slice(-1)}`,
  symbol: (token: Address) => `T${token.slice(-1)}`,
  dollars: (value: bigint) => `$${value}`,
  percent: (part: bigint) => `${part}`,
  account: (account: Address) => ({ [ANN]: "Ann", [BOB]: "Bob" })[account] ?? account,
  date: (moment: bigint) => `day ${moment}`,
};
const wordsOf = (event: VaultEvent) => describeEvent(event, write);

const started = (kind: number, regime: number, navComplete = true): VaultEvent => ({
  eventName: "EpochStarted",
  args: {
    number: 9n,
    basketId: 9n,
    record: {
      kind,
      regime,
      snapshotHash: zeroHash,
      rulesHash: zeroHash,
      deadline: 0n,
      navPerShare: 174n,
      navComplete,
      components: [],
      weights: [],
      prices: [],
      units: [],
    },
  },
});
const part = (index: number, value: bigint) => ({ component: at(index), amount: 1n, value });

describe("describeEvent", () => {
  it("gives the reason of a rebalance, and the value of a share", () => {
    expect(wordsOf(started(1, 1))).to.deep.equal({
      topic: "rebalances",
      title: "Rebalance 9 began",
      detail: "The weekly review found enough to trade. A share was worth $174.",
    });
    expect(wordsOf(started(2, 2))?.detail).to.contain("turned bear");
    expect(wordsOf(started(2, 1))?.detail).to.contain("turned bull");
    expect(wordsOf(started(3, 1, false))?.detail).to.contain("$174 or more: a token had no price");
  });

  it("names the largest parts of a trade, and counts the others", () => {
    const words = wordsOf({
      eventName: "TradeExecuted",
      args: {
        epoch: 9n,
        caller: ANN,
        executor: BOB,
        sold: [part(4, 1n), part(5, 40n), part(6, 30n), part(7, 20n)],
        bought: [],
      },
    });
    expect(words?.title).to.equal("$91 traded in rebalance 9");
    expect(words?.detail).to.equal("Sold T5, T6, T7 and 1 more. Bought nothing.");
  });

  it("tells a rebalance that ended short of its targets from one that reached them", () => {
    const closed = (settled: boolean) =>
      wordsOf({ eventName: "EpochClosed", args: { number: 9n, settled } })?.detail;
    expect(closed(true)).to.contain("at its target");
    expect(closed(false)).to.contain("skipped");
  });

  it("has words for purchases, redemptions and claims", () => {
    const shares = { shares: 5n, basketId: 1n, amounts: [] };
    expect(
      wordsOf({ eventName: "SharesIssued", args: { caller: BOB, receiver: ANN, ...shares } }),
    ).to.include({ topic: "shares", title: "5 TOP bought" });
    expect(
      wordsOf({
        eventName: "SharesRedeemed",
        args: { caller: BOB, receiver: ANN, owner: ANN, ...shares },
      })?.detail,
    ).to.equal("Ann received the tokens behind them.");
    expect(
      wordsOf({
        eventName: "ComponentCredited",
        args: { component: at(4), claimant: ANN, amount: 1n, shares: 0n },
      })?.title,
    ).to.equal("T4 kept for Ann");
  });

  it("passes over transfers that other events tell of", () => {
    const moved = (from: Address, to: Address) =>
      wordsOf({ eventName: "Transfer", args: { from, to, value: 5n } });
    expect(moved(zeroAddress, ANN)).to.equal(undefined);
    expect(moved(ANN, zeroAddress)).to.equal(undefined);
    expect(moved(VAULT, ANN)).to.equal(undefined);
    expect(moved(ANN, BOB)?.detail).to.equal("From Ann to Bob.");
  });

  it("says of a pause that leaving is never paused", () => {
    const words = wordsOf({ eventName: "IssuancePaused", args: { guardian: ANN, until: 7n } });
    expect(words).to.include({ topic: "safety", title: "Purchases paused" });
    expect(words?.detail).to.contain("day 7").and.to.contain("Leaving is never paused");
  });
});

describe("backingRows", () => {
  it("holds every balance against what is owed of it", () => {
    const rows = backingRows({
      components: [at(4), at(5), at(6)],
      balances: new Map([
        [at(4), 10n],
        [at(5), 1n],
        [at(7), 3n],
      ]),
      owed: new Map([
        [at(4), 4n],
        [at(5), 2n],
      ]),
    });
    expect(rows).to.deep.equal([
      { token: at(4), balance: 10n, owed: 4n, behind: 6n, covered: true },
      { token: at(5), balance: 1n, owed: 2n, behind: -1n, covered: false },
      { token: at(7), balance: 3n, owed: 0n, behind: 3n, covered: true },
    ]);
  });
});

describe("yearlyFee", () => {
  it("is what a year of streaming takes of a share", () => {
    expect(yearlyFee(0n)).to.equal(0n);
    const half = 158_943_884n; // D18{1/s} half a per cent a year
    expect(Number(yearlyFee(half)) / 1e18).to.be.closeTo(0.005, 1e-5);
  });
});

describe("changeTone", () => {
  it("has no colour for a change that is written as zero", () => {
    expect(changeTone(10n ** 14n)).to.equal("text-bull");
    expect(changeTone(-(10n ** 14n))).to.equal("text-bear");
    expect(changeTone(-(10n ** 13n))).to.equal("text-dim");
  });
});

describe("spanText", () => {
  it("uses the largest unit without a remainder", () => {
    expect([172_800n, 86_400n, 129_600n, 90n].map(spanText)).to.deep.equal([
      "2 days",
      "1 day",
      "36 hours",
      "90 seconds",
    ]);
  });
});

import { expect } from "chai";
import type { Address } from "viem";

import { topRules } from "../../src/rules/topRules.ts";
import { deriveEpoch } from "../../src/snapshot/deriveEpoch.ts";
import { smallSnapshot } from "./smallSnapshot.ts";
import type { Snapshot } from "../../src/snapshot/snapshot.ts";

const WAD = 10n ** 18n;
const DAYS = 100;
const USDC = smallSnapshot.constitution.usdc;

const nameOf = (rank: number): string => `c${String(rank).padStart(3, "0")}`;
const tokenOf = (rank: number): Address => `0x${String(rank + 1).padStart(40, "0")}`;

/** A bull market of 200 names by rank. The index holds a part of each of `held`, by rank, and a cent of each of `leavers`. */
function snapshotOf(held: readonly number[], leavers: readonly number[]): Snapshot {
  const ranks = Array.from({ length: 200 }, (_, rank) => rank);
  const listing = smallSnapshot.listings.find(({ token }) => token === USDC)!;
  const holding = (rank: number, amount: bigint) => ({
    token: tokenOf(rank),
    held: amount,
    carried: false,
  });
  return {
    ...smallSnapshot,
    block: { ...smallSnapshot.block, timestamp: smallSnapshot.epoch.startedAt + 604_800n },
    regime: { value: "bull", since: 1n },
    holdings: [
      { token: USDC, held: 10n ** 18n, carried: false },
      ...held.map((rank) => holding(rank, 10n * WAD)),
      ...leavers.map((rank) => holding(rank, WAD / 100n)),
    ],
    listings: [
      { ...listing, price: 10n ** 36n },
      ...ranks.map((rank) => ({
        ...listing,
        token: tokenOf(rank),
        stable: false,
        price: 10n ** 36n,
      })),
    ],
    components: [
      ...ranks.map((rank) => ({ id: nameOf(rank), token: tokenOf(rank), routed: true })),
      { id: "usd-coin", token: USDC, routed: false },
    ],
    rows: ranks.map((rank) => ({
      date: smallSnapshot.asOf,
      id: nameOf(rank),
      price: WAD,
      marketCap: BigInt(1_000 - rank) * WAD,
      volume24h: WAD,
    })),
    closes: Array.from({ length: DAYS }, (_, day) => ({
      date: new Date(Date.UTC(2030, 0, 7) - (DAYS - day) * 86_400_000).toISOString().slice(0, 10),
      close: BigInt(100 + day) * WAD,
    })),
    excluded: [],
  };
}

const rules = topRules(100, nameOf(0));
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

describe("deriveEpoch, where entrants find no place", () => {
  it("J lets the largest enter that fit beside everything listed, and names the others", () => {
    // 70 names stay; 30 places want filling, beside 47 leavers of which somebody gave a cent.
    const derived = deriveEpoch(snapshotOf(range(0, 70), range(150, 197)), rules);
    if (derived.kind !== "start") throw new Error(derived.reason);
    expect(derived.targets).to.have.lengthOf(128);
    const entered = derived.targets.filter(({ weight }) => weight > 0n).map(({ id }) => id);
    expect(entered.filter((id) => id >= nameOf(70) && id < nameOf(150)).sort()).to.deep.equal(
      range(70, 80).map(nameOf),
    );
    const waiting = derived.leftOut.filter(({ reason }) => reason.startsWith("no place"));
    expect(waiting.map(({ id }) => id)).to.deep.equal(range(80, 100).map(nameOf));
    expect(derived.targets.reduce((sum, { weight }) => sum + weight, 0n)).to.equal(WAD);
  });

  it("J changes nothing where all fit", () => {
    const derived = deriveEpoch(snapshotOf(range(0, 73), range(150, 177)), rules);
    if (derived.kind !== "start") throw new Error(derived.reason);
    expect(derived.targets).to.have.lengthOf(128);
    expect(derived.leftOut).to.deep.equal([]);
  });
});

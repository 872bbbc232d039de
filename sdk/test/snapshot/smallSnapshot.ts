import type { Address } from "viem";
import type { Snapshot } from "../../src/snapshot/snapshot.ts";

const WAD = 10n ** 18n;
const tokenOf = (digit: string): Address => `0x${digit.repeat(40)}`;

/** A snapshot with something in every list. */
export const smallSnapshot: Snapshot = {
  version: 1,
  asOf: "2030-01-07",
  chainId: 31337,
  vault: tokenOf("1"),
  block: { number: 12n, timestamp: 1_900_000_000n, hash: `0x${"ab".repeat(32)}` },
  constitution: { usdc: tokenOf("2"), bearAllowed: true, minInterval: 518_400n },
  epoch: { number: 1, open: false, startedAt: 1_899_000_000n, deadline: 1_899_086_400n },
  regime: { value: "bull", since: 1_899_000_000n },
  supply: 100n * WAD,
  holdings: [
    { token: tokenOf("2"), held: 5n, carried: false },
    { token: tokenOf("3"), held: 7n * WAD, carried: true },
  ],
  listings: ["2", "3"].map((digit) => ({
    token: tokenOf(digit),
    status: digit === "2" ? "buyable" : "frozen",
    stable: digit === "2",
    decimals: 18,
    slippage: 0n,
    maxWeight: WAD,
    dust: 3n,
    price: digit === "2" ? WAD : null,
  })),
  components: [
    { id: "alpha", token: tokenOf("3"), routed: true },
    { id: "usd-coin", token: tokenOf("2"), routed: false },
  ],
  rows: [
    { date: "2030-01-07", id: "alpha", price: WAD, marketCap: 9n * WAD, volume24h: 0n },
    { date: "2030-01-07", id: "beta", price: WAD, marketCap: 8n * WAD, volume24h: 0n },
  ],
  closes: [
    { date: "2030-01-05", close: WAD },
    { date: "2030-01-06", close: 2n * WAD },
  ],
  excluded: ["tether", "usdb"],
};

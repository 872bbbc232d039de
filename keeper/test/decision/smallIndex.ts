import { parseRules } from "@sheaf/sdk/rules/parseRules";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Address } from "viem";
import type { DecisionInputs } from "../../src/decision/decisionInputs.ts";
import type { Listing } from "@sheaf/sdk/chain/listing";
import type { ComponentState, IndexState } from "@sheaf/sdk/chain/indexState";

export const DAY = 86_400n; // {s}
export const NOW = 1_900_000_000n; // {s}
export const AS_OF = "2030-03-18"; // whatever the chain's date is

const IDS = ["usd-coin", "lead", "a", "b", "c", "d", "e"] as const;
const SUPPLY = 1_000n * WAD;

export const rules = parseRules({
  version: 1,
  name: "Small",
  size: 4,
  enterRank: 3,
  leaveRank: 5,
  weighting: "marketCap",
  maximumWeight: "0.4",
  minimumWeight: "0.01",
  driftRelative: "0.25",
  driftAbsolute: "0.005",
  regime: { leader: "lead", meanDays: 10, band: "0.05", cooldownDays: 14 },
  settlement: "usd-coin",
});

/** Addresses ascend in the reverse order of the ids. */
export function tokenOf(id: string): Address {
  return `0x${(100 - IDS.indexOf(id as (typeof IDS)[number])).toString().padStart(40, "0")}`;
}

/** A token at $1 and 18 decimals, buyable up to 40 %. */
export function listing(id: string, changes: Partial<Listing> = {}): Listing {
  return {
    token: tokenOf(id),
    status: "buyable",
    stable: id === "usd-coin",
    decimals: 18,
    slippage: 0n,
    maxWeight: parseDecimal("0.4", 18),
    dust: 0n,
    price: WAD * WAD,
    ...changes,
  };
}

/** An index of $1,000 that holds these parts of it and whose second epoch was closed a week ago. */
export function indexOf(
  parts: Readonly<Record<string, string>>,
  changes: Partial<IndexState> = {},
  listings: Readonly<Record<string, Partial<Listing>>> = {},
): IndexState {
  const components = Object.entries(parts)
    .map(([id, part]) => ({ id, held: parseDecimal(part, 18) * 1000n }))
    .sort((one, other) => (tokenOf(one.id) < tokenOf(other.id) ? -1 : 1))
    .map(({ id, held }, position): ComponentState => ({
      ...listing(id, listings[id]),
      position,
      units: 0n,
      held,
      carried: false,
      pool: undefined,
    }));
  return {
    chainId: 1,
    vault: "0x0000000000000000000000000000000000000255",
    block: { number: 10n, timestamp: NOW, hash: `0x${"ab".repeat(32)}` },
    constitution: {
      roles: tokenOf("x"),
      registry: tokenOf("x"),
      oracle: tokenOf("x"),
      usdc: tokenOf("usd-coin"),
      maxStableWeight: WAD / 2n,
      bearAllowed: true,
      minInterval: 6n * DAY,
      lossLimit: WAD / 33n,
      weeklyLossCap: WAD / 100n,
      turnoverLimit: 8n * WAD,
    },
    basketId: 3n,
    carried: 0n,
    components,
    supply: SUPPLY,
    epoch: {
      number: 2,
      open: false,
      kind: "weekly",
      startedAt: NOW - 7n * DAY,
      deadline: NOW - 6n * DAY,
      lossCap: 0n,
      loss: 0n,
      budgetNavPerShare: WAD,
    },
    regime: { value: "bull", since: NOW - 70n * DAY },
    lossAvailable: WAD,
    turnoverAvailable: 8n * WAD,
    tradingPausedUntil: 0n,
    windingDown: false,
    ...changes,
  };
}

/** A decision's inputs: caps in dollars, everything routed and listed, the leader at 100 for nine days and `last` on the tenth. */
export function inputsOf(
  index: IndexState,
  caps: Readonly<Record<string, number>>,
  changes: Partial<DecisionInputs> & { readonly last?: number } = {},
): DecisionInputs {
  const { last = 101, ...others } = changes;
  return {
    rules,
    reading: {
      date: AS_OF,
      rows: Object.entries(caps).map(([id, cap]) => ({
        date: AS_OF,
        id,
        price: WAD,
        marketCap: BigInt(cap) * WAD,
        volume24h: WAD,
      })),
      leader: "lead",
      leaderCloses: Array.from({ length: 10 }, (_, day) => ({
        date: `2030-03-${String(8 + day).padStart(2, "0")}`,
        close: BigInt(day === 9 ? last : 100) * WAD,
      })),
      excluded: new Set(),
    },
    index,
    listings: IDS.map((id) => listing(id)),
    components: new Map(IDS.map((id) => [id, tokenOf(id)])),
    routes: new Map(
      IDS.map((id) => [tokenOf(id), [{ pool: tokenOf(id), fee: 3000n, token0: tokenOf(id) }]]),
    ),
    asOf: AS_OF,
    ...others,
  };
}

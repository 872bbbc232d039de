import type { Address } from "viem";

import { growSupply } from "../fees/growSupply.ts";
import type { Regime } from "../rules/regime.ts";
import type { Ledger } from "./replayLedger.ts";

/** The same facts, read from the chain's state. */
export type ChainState = {
  readonly supply: bigint; // {share} fees that have streamed since the last accrual included
  readonly undistributed: bigint; // {share} as of the last accrual
  readonly streaming: { readonly rate: bigint; readonly elapsed: bigint }; // D18{1/s}, {s} since the last accrual
  readonly vault: Address; // who holds the locked shares, and the fees until they are distributed
  readonly balances: ReadonlyMap<Address, bigint>; // {tok} `balanceOf(vault)` of every component
  readonly owed: ReadonlyMap<Address, bigint>; // {tok}
  readonly pendingShares: ReadonlyMap<Address, bigint>; // {share}
  readonly holders: ReadonlyMap<Address, bigint>; // {share} `balanceOf` of everybody who ever held
  readonly basketId: bigint;
  readonly components: readonly Address[];
  readonly flagged: ReadonlySet<Address>; // of the components that the vault ever held or lists
  readonly epoch: bigint;
  readonly epochOpen: boolean;
  readonly regime: Regime;
};

/** One fact on which events and chain disagree. */
export type LedgerDifference = {
  readonly what: string;
  readonly ledger: string;
  readonly chain: string;
};

/** Everything on which the events and the chain's state disagree; empty is the only good answer. */
export function compareLedger(ledger: Ledger, chain: ChainState): LedgerDifference[] {
  const supply = growSupply(ledger.supply, chain.streaming.rate, chain.streaming.elapsed);
  const unclaimed = ledger.undistributed + supply - ledger.supply; // {share} fees that nobody has yet
  const locked = ledger.holders.get(chain.vault) ?? 0n;
  const facts = [
    ["supply", supply, chain.supply],
    ["undistributed fees", ledger.undistributed, chain.undistributed],
    ["basket", ledger.basketId, chain.basketId],
    ["components", ledger.components.join(","), chain.components.join(",")],
    ["flagged", listOf(ledger.flagged), listOf(chain.flagged)],
    ["epoch", ledger.epoch, chain.epoch],
    ["epoch open", ledger.epochOpen, chain.epochOpen],
    ["regime", ledger.regime, chain.regime],
  ] as const;
  const differences = facts
    .filter(([, told, found]) => told !== found)
    .map(([what, told, found]) => ({ what, ledger: String(told), chain: String(found) }));
  return [
    ...differences,
    ...compareMaps("balance", ledger.balances, chain.balances),
    ...compareMaps("owed", ledger.owed, chain.owed),
    ...compareMaps("pending shares", ledger.pendingShares, chain.pendingShares),
    ...compareMaps(
      "shares",
      new Map([...ledger.holders, [chain.vault, locked + unclaimed]]),
      chain.holders,
    ),
  ];
}

function listOf(members: ReadonlySet<Address>): string {
  return [...members].sort().join(",");
}

function compareMaps(
  what: string,
  ledger: ReadonlyMap<Address, bigint>,
  chain: ReadonlyMap<Address, bigint>,
): LedgerDifference[] {
  const keys = [...new Set([...ledger.keys(), ...chain.keys()])];
  return keys
    .filter((key) => (ledger.get(key) ?? 0n) !== (chain.get(key) ?? 0n))
    .map((key) => ({
      what: `${what} of ${key}`,
      ledger: String(ledger.get(key) ?? 0n),
      chain: String(chain.get(key) ?? 0n),
    }));
}

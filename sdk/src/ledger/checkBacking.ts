import type { ChainState } from "./compareLedger.ts";

/** A promise to the holders that the chain's state breaks. */
export type BackingFault = { readonly what: string; readonly evidence: string };

/**
 * Whether every share is backed: each component covers what is owed of it, shares held sum to the supply, and what all
 * holders would be paid if they redeemed together, each rounded down, is there.
 */
export function checkBacking(chain: ChainState): BackingFault[] {
  const faults: BackingFault[] = [];
  const held = [...chain.holders.values()].reduce((sum, shares) => sum + shares, 0n);
  if (held !== chain.supply) {
    faults.push({
      what: "shares held do not sum to the supply",
      evidence: `${held} of ${chain.supply}`,
    });
  }
  if (chain.supply === 0n) faults.push({ what: "no shares at all", evidence: "0" });
  let total = 0n;
  for (const component of chain.components) {
    const balance = chain.balances.get(component) ?? 0n;
    const owed = chain.owed.get(component) ?? 0n;
    total += balance;
    if (balance < owed) {
      faults.push({
        what: `${component} does not cover what is owed`,
        evidence: `${balance} of ${owed}`,
      });
      continue;
    }
    const paid = [...chain.holders.values()].reduce(
      (sum, shares) => sum + portion(balance - owed, shares, chain.supply),
      0n,
    );
    if (paid > balance - owed) {
      faults.push({
        what: `${component} cannot pay everybody`,
        evidence: `${paid} of ${balance - owed}`,
      });
    }
  }
  if (total === 0n)
    faults.push({ what: "shares with nothing behind them", evidence: `supply ${chain.supply}` });
  return faults;
}

/** {tok} = {tok} * {share} / {share}, rounded down */
function portion(free: bigint, shares: bigint, supply: bigint): bigint {
  return supply === 0n ? 0n : (free * shares) / supply;
}

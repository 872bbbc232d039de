import { UnfitMarketError } from "./errors.ts";
import type { Market } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

/**
 * Refuses a market that could only be replayed in silence: its leader is not the one of the rules, or it has none of the signals or
 * votes that the rules ask for.
 *
 * @throws UnfitMarketError
 */
export function checkFit({ name, leader, signals, votes }: Market, rules: Rules): void {
  if (rules.regime.leader !== leader)
    throw new UnfitMarketError(
      `The rules' regime.leader is ${rules.regime.leader}, and the ${name} has the closes of ${leader}. Write regime.leader: "${leader}".`,
    );
  if (rules.signals !== undefined && signals === undefined)
    throw new UnfitMarketError(
      `The rules ask for signals, and the ${name} has none. Add signals.csv, or take other rules.`,
    );
  if (rules.regime.vote !== undefined && votes === undefined)
    throw new UnfitMarketError(
      `The rules wait for a second vote on the regime, and the ${name} has none. Add regime-votes.csv, or take other rules.`,
    );
}

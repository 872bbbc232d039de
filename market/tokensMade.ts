import type { MarketOperator } from "../types/index.js";
import type { TokenMade } from "./listTokens.ts";

type Log = { readonly topics: readonly string[]; readonly data: string };

/** The tokens that an operator made, by id, from its events. */
export function tokensMade(
  operator: MarketOperator,
  logs: readonly Log[],
): ReadonlyMap<string, TokenMade> {
  const made = new Map<string, TokenMade>();
  for (const log of logs) {
    const event = operator.interface.parseLog(log);
    if (event?.name !== "TokenListed") continue;
    const { name, token, feed, aggregator } = event.args.toObject() as TokenMade & {
      readonly name: string;
    };
    if (!made.has(name)) made.set(name, { token, feed, aggregator });
  }
  return made;
}

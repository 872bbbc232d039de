import { WrongChainError } from "@sheaf/keeper/execution/errors";
import { PermanentError } from "@sheaf/sdk/units/errors";

import { LEAD_TIME, LOCAL_CHAIN_ID } from "./localChain.ts";

/** The node's clock stands too late for the market: a chain's time only goes forward. */
export class ClockTooLateError extends PermanentError {
  override readonly name = "Demo.ClockTooLateError";

  constructor(now: string, needed: string) {
    super(
      `The node's clock is at ${now}, and the demo has to begin before ${needed}; a demo that ran on the node leaves its clock behind. Restart it: npm run sheaf -- node --date ${needed.slice(0, 10)}`,
    );
  }
}

/**
 * Checks that a demo of a market can run on a node.
 * @throws WrongChainError, ClockTooLateError
 */
export function checkNode(
  {
    chainId,
    timestamp,
  }: { readonly chainId: number; readonly timestamp: number | undefined /* {s} */ },
  firstDate: string,
): void {
  if (chainId !== LOCAL_CHAIN_ID) throw new WrongChainError(LOCAL_CHAIN_ID, chainId);
  const latest = Date.parse(`${firstDate}T00:00:00Z`) / 1000 - LEAD_TIME; // {s}
  if (timestamp !== undefined && timestamp > latest)
    throw new ClockTooLateError(inWords(timestamp), inWords(latest));
}

function inWords(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

import { publishDecision } from "@sheaf/keeper/publishDecision";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import { createMarketSignals } from "@sheaf/keeper/signals/createMarketSignals";
import { parseRoutes } from "@sheaf/sdk/chain/parseRoutes";
import type { Market } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { Address, LocalAccount } from "viem";

import { NoTestMarketError } from "../market/errors.ts";
import type { Session } from "../session/openSession.ts";
import { readMarketDate } from "./readMarketDate.ts";

export type Visit = {
  readonly session: Session;
  readonly vault: Address;
  readonly rules: Rules;
  readonly market: Market;
  readonly strategist: LocalAccount;
  readonly keeper: LocalAccount;
  readonly snapshots: string; // folder
};

/** {1e6} Fee of every pool of a test market. */
const POOL_FEE = 3000;

/**
 * The keeper's inputs for an index of a test market: its tokens are the components, its pools the routes, and the week at which
 * its feeds stand is the date.
 * @throws NoTestMarketError, FeedsOffMarketError
 */
export async function visitInputs(visit: Visit): Promise<WeekInputs> {
  const { session, vault, rules, market, strategist, keeper, snapshots } = visit;
  const { client, book } = session;
  if (book.testMarket === undefined) throw new NoTestMarketError(book.network);
  const { usdc } = book.external;
  const { tokens } = book.testMarket;
  const routes = tokens.map(({ token, pool }) => {
    const token0 = BigInt(token) < BigInt(usdc) ? token : usdc;
    return [token, { pool, fee: POOL_FEE, token0 }] as const;
  });
  const components = tokens.map(({ id, token }) => [id, token] as const);
  return {
    ...{ client, vault, rules, strategist, keeper },
    chainId: book.chainId,
    executor: book.contracts.executor.address,
    lens: book.contracts.lens.address,
    signals: createMarketSignals(market),
    components: new Map([...components, [rules.settlement, usdc]]),
    routes: parseRoutes(Object.fromEntries(routes)),
    asOf: await readMarketDate(client, book.testMarket, market),
    publish: publishDecision.bind(undefined, snapshots),
  };
}

import type { Market } from "@sheaf/sdk/market/market";
import { computeRegime } from "@sheaf/sdk/rules/computeRegime";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { RegimeState } from "@sheaf/sdk/rules/regime";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { PermanentError } from "@sheaf/sdk/units/errors";

/** {week} Between two changes: the cool-down of two weeks, and a week more, as the chain's clock is some minutes late. */
const APART = 3;

/** The market never turns bear and bull again, or too soon. */
export class NoWayBackError extends PermanentError {
  override readonly name = "Demo.NoWayBackError";

  constructor(name: string) {
    super(
      `By these rules the ${name} does not turn from bull to bear and back, ${APART} weeks or more apart: there is nothing to leave and to come back to. Take another --data or --seed.`,
    );
  }
}

/**
 * Three weeks of a market: the first in which the rules turn bear, with the last bull one before it that is far enough away, and
 * the first after it in which they turn bull again, with the rows that stand in all three. The weeks between change nothing but prices, and are left out.
 *
 * @throws NoWayBackError
 */
export function exitMarket(market: Market, rules: Rules): Market {
  const { weeks } = market;
  const turns = (at: number, previous: RegimeState): boolean =>
    readRegime(market, rules, at, previous)?.flipped === true;
  for (let out = APART; out < weeks.length; out += 1) {
    const start = weeks
      .slice(0, out - APART + 1)
      .findLastIndex((_, at) => readRegime(market, rules, at, undefined)?.regime === "bull");
    const bull = { regime: "bull", since: weeks[start]?.date ?? "" } as const;
    if (start === -1 || !turns(out, bull)) continue;
    const bear = { regime: "bear", since: weeks[out]?.date ?? "" } as const;
    for (let back = out + APART; back < weeks.length; back += 1)
      if (turns(back, bear)) return cut(market, [start, out, back]);
  }
  throw new NoWayBackError(market.name);
}

/** Undefined where too few closes are known. */
function readRegime(
  { weeks, leaderCloses: closes }: Market,
  rules: Rules,
  at: number,
  previous: RegimeState | undefined,
): ReturnType<typeof computeRegime> | undefined {
  try {
    return computeRegime({ closes, asOf: weeks[at]?.date ?? "", previous, rules });
  } catch (error) {
    if (error instanceof SignalUnavailableError) return undefined;
    throw error;
  }
}

function cut(market: Market, chosen: readonly number[]): Market {
  const weeks = chosen.flatMap((at) => market.weeks[at] ?? []);
  const idsOf = weeks.map(({ rows }) => new Set(rows.map(({ id }) => id)));
  return {
    ...market,
    weeks: weeks.map(({ date, rows }) => ({
      date,
      rows: rows.filter(({ id }) => idsOf.every((ids) => ids.has(id))),
    })),
  };
}

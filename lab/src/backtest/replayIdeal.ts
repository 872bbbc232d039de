import { capWeights } from "@sheaf/sdk/rules/capWeights";
import { selectComponents } from "@sheaf/sdk/rules/selectComponents";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Market } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

export type IdealInputs = { readonly market: Market; readonly rules: Rules };

export type IdealReplay = {
  readonly return: bigint; // WAD
  readonly trades: number; // after the first purchase
  readonly tradesPerWeek: bigint; // WAD, over the weeks after the first
};

/**
 * An index on paper: always in the market, no costs, and a band that costs nothing to fill. What is outside its band (the
 * greater of `driftRelative` of the target and `driftAbsolute`), what enters and what leaves goes to its target and counts as
 * one trade; everything else keeps its weight; then all weights are scaled by one factor to sum to one again, which counts as no
 * trade. A coin without a row keeps its last price and its weight.
 *
 * This is the definition behind the figures that `npm run backtest -- --reference` compares. The product's own band
 * (`applyDriftBand`) pays for what it moves instead, by calling in a few components more.
 */
export function replayIdeal({ market, rules }: IdealInputs): IdealReplay {
  const prices = new Map<string, bigint>();
  let amounts = new Map<string, bigint>();
  let nav = 1_000_000n * WAD * WAD; // D36{usd}, so that rounding does not show
  let trades = 0;
  for (const [week, { rows }] of market.weeks.entries()) {
    for (const { id, price } of rows) prices.set(id, price);
    const priceOf = (id: string): bigint => prices.get(id) ?? 1n;
    if (week > 0) nav = [...amounts].reduce((sum, [id, held]) => sum + held * priceOf(id), 0n);
    const current = new Map(
      [...amounts].map(([id, held]) => [id, (held * priceOf(id) * WAD) / nav]),
    );
    const target = targetOf(market, rules, rows, current);
    const ids = [...new Set([...target.keys(), ...current.keys()])];
    const moved = ids.filter((id) => isOutside(target.get(id) ?? 0n, current.get(id) ?? 0n, rules));
    if (week > 0) trades += moved.length;
    const wanted = new Map(ids.map((id) => [id, current.get(id) ?? 0n]));
    for (const id of moved) wanted.set(id, target.get(id) ?? 0n);
    const sum = [...wanted.values()].reduce((total, weight) => total + weight, 0n);
    amounts = new Map(
      [...wanted]
        .filter(([, weight]) => weight > 0n)
        .map(([id, weight]) => [id, (nav * weight) / sum / priceOf(id)]),
    );
  }
  const later = BigInt(Math.max(1, market.weeks.length - 1));
  return {
    return: nav / (1_000_000n * WAD) - WAD,
    trades,
    tradesPerWeek: (BigInt(trades) * WAD) / later,
  };
}

function targetOf(
  market: Market,
  rules: Rules,
  rows: Market["weeks"][number]["rows"],
  current: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, bigint> {
  const { selected, missing } = selectComponents({
    rows,
    excluded: market.excluded,
    held: [...current.keys()],
    rules,
  });
  const kept = missing.map((id): [string, bigint] => [id, current.get(id) ?? 0n]);
  const total = WAD - kept.reduce((sum, [, weight]) => sum + weight, 0n);
  const weights = capWeights({ components: selected, rules, total });
  return new Map([...kept, ...weights.map(({ id, weight }): [string, bigint] => [id, weight])]);
}

function isOutside(target: bigint, current: bigint, rules: Rules): boolean {
  if ((target === 0n) !== (current === 0n)) return true;
  const distance = target > current ? target - current : current - target;
  const relative = mulDivDown(target, rules.driftRelative, WAD);
  return distance > (relative > rules.driftAbsolute ? relative : rules.driftAbsolute);
}

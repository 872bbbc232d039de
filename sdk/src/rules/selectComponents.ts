import type { MarketRow } from "../market/market.ts";
import type { Rules } from "./parseRules.ts";

export type SelectionInputs = {
  readonly rows: readonly MarketRow[];
  readonly excluded: ReadonlySet<string>;
  /** Ids held now. The settlement id among them is passed over. */
  readonly held: readonly string[];
  readonly rules: Rules;
  /** Held ids that stay as they are, whatever their rank: they keep their places, and still rank. */
  readonly staying?: ReadonlySet<string>;
  /** Whether an id that is not held may enter, and whether its rank of today is a claim. Both are so by default. */
  readonly mayEnter?: (id: string) => boolean;
  readonly isConfirmed?: (id: string) => boolean;
};

export type SelectedComponent = {
  readonly id: string;
  readonly rank: number; // 1 is the largest eligible
  readonly marketCap: bigint; // D18{usd}
  readonly held: boolean;
};

export type Selection = {
  /** By rank. With `missing` exactly `rules.size` ids where so many are eligible. */
  readonly selected: readonly SelectedComponent[];
  /** Held ids that the rows say nothing of, or that stay. They are as they are: no data is no reason to trade. */
  readonly missing: readonly string[];
  /** Held ids that fell below the buffer, gave way to a better rank, or are excluded by now. */
  readonly leaving: readonly string[];
};

/**
 * Ranks by market cap with a buffer. Whoever ranks within `enterRank` is in; then those held within `leaveRank`; then
 * whoever ranks best. Ties are broken by id, so the order of the rows does not matter.
 */
export function selectComponents({
  rows,
  excluded,
  held,
  rules,
  staying = new Set(),
  mayEnter = always,
  isConfirmed = always,
}: SelectionInputs): Selection {
  const barred = (id: string): boolean => excluded.has(id) || id === rules.settlement;
  const heldIds = new Set(held.filter((id) => id !== rules.settlement));
  const ranked = rankRows(rows, barred, heldIds);
  const movable = staying.size === 0 ? ranked : ranked.filter(({ id }) => !staying.has(id));
  const missing = without(heldIds, movable).filter((id) => !barred(id));
  const slots = Math.max(0, rules.size - missing.length);
  const claims: SelectedComponent[][] = [[], [], []]; // by rank within a claim
  for (const component of movable)
    if (component.held || mayEnter(component.id))
      claims[claimOf(component, rules, isConfirmed)]?.push(component);
  const selected = claims
    .flat()
    .slice(0, slots)
    .sort((a, b) => a.rank - b.rank);
  const leaving = without(heldIds, selected).filter((id) => !missing.includes(id));
  return { selected, missing, leaving };
}

/** Held ids that are not among the components, sorted. */
function without(
  held: ReadonlySet<string>,
  components: readonly SelectedComponent[],
): readonly string[] {
  if (components.filter((component) => component.held).length === held.size) return [];
  const rest = new Set(held);
  for (const { id } of components) rest.delete(id);
  return [...rest].sort();
}

/** A market cap of zero is an unknown one: such a row does not rank, and what is held of it counts as missing. */
function rankRows(
  rows: readonly MarketRow[],
  barred: (id: string) => boolean,
  held: ReadonlySet<string>,
): SelectedComponent[] {
  return rows
    .filter((row) => !barred(row.id) && row.marketCap > 0n)
    .sort((a, b) =>
      a.marketCap > b.marketCap ? -1 : a.marketCap < b.marketCap ? 1 : a.id < b.id ? -1 : 1,
    )
    .map(({ id, marketCap }, index) => ({ id, rank: index + 1, marketCap, held: held.has(id) }));
}

/** The lower, the stronger the claim to a slot. */
function claimOf(
  { id, rank, held }: SelectedComponent,
  rules: Rules,
  isConfirmed: (id: string) => boolean,
): number {
  if (rank <= rules.enterRank && (held || isConfirmed(id))) return 0;
  return held && rank <= rules.leaveRank ? 1 : 2;
}

function always(): boolean {
  return true;
}

import { WAD } from "../units/wad.ts";
import { SignalUnavailableError } from "./errors.ts";
import type { MarketRow } from "../market/market.ts";
import type { Weight } from "./capWeights.ts";
import type { Note } from "./screenRows.ts";
import type { Rules, SignalRules } from "./parseRules.ts";
import type { SignalReading, TokenSignal } from "../market/tokenSignal.ts";

export type JudgementInputs = {
  readonly rules: Rules & { readonly signals: SignalRules };
  readonly rows: readonly MarketRow[]; // eligible
  readonly reading: SignalReading | undefined;
  readonly current: readonly Weight[];
};

export type Judgement = {
  /** Out, or not in. */
  readonly barred: ReadonlySet<string>;
  /** Held without a signal, or waiting for their turn to leave: they stay as they are. */
  readonly kept: ReadonlySet<string>;
  readonly stable: bigint; // WAD of NAV for settlement
  readonly notes: readonly Note[];
};

/**
 * Bullish tokens may enter, bearish and sideways ones leave, and so do those whose grade is below its threshold. A held token is
 * in until a reading puts it out, so a grade acts once, when it crosses. What signals put out at once is limited, the worst
 * first. The bullish part of the universe gives the stable part.
 *
 * @throws SignalUnavailableError where too little of the universe has a signal: no reading never means "sell".
 */
export function judgeSignals({ rules, rows, reading, current }: JudgementInputs): Judgement {
  const signals = new Map(reading?.signals.map((signal) => [signal.id, signal]));
  checkCoverage(rules.signals, rows, signals);
  const held = new Map(current.filter(({ weight }) => weight > 0n).map((line) => [line.id, line]));
  const notes: Note[] = [];
  const barred = new Set<string>();
  const kept = new Set<string>();
  const leavers: (TokenSignal & Weight & { readonly cause: string })[] = [];
  for (const { id } of rows) {
    const signal = signals.get(id);
    const line = held.get(id);
    const cause = causeToLeave(signal, rules.signals);
    if (line === undefined) {
      if (cause !== undefined || !isWelcome(signal, rules.signals)) barred.add(id);
    } else if (signal?.trend === undefined) {
      kept.add(id);
      notes.push({ id, note: "no signal, held" });
    } else if (cause !== undefined) leavers.push({ ...signal, ...line, cause });
    if (signal?.grade !== undefined && signal.grade >= (rules.signals.strongFrom ?? 101n * WAD))
      notes.push({ id, note: "strong" });
  }
  let out = 0n;
  for (const { id, weight, cause } of leavers.sort(byGrade)) {
    const fits = out + weight <= rules.signals.maximumOut;
    if (fits) out += weight;
    (fits ? barred : kept).add(id);
    notes.push({ id, note: fits ? cause : `${cause}, leaves later` });
  }
  return { barred, kept, stable: stableOf(rules, rows, signals), notes };
}

function checkCoverage(
  { minimumCoverage }: SignalRules,
  rows: readonly MarketRow[],
  signals: ReadonlyMap<string, TokenSignal>,
): void {
  const all = capOf(rows);
  const known = capOf(rows.filter(({ id }) => signals.get(id)?.trend !== undefined));
  if (all === 0n || known * WAD < all * minimumCoverage || known === 0n)
    throw new SignalUnavailableError("Too few tokens of the universe have a signal.");
}

function causeToLeave(
  signal: TokenSignal | undefined,
  { outBelow }: SignalRules,
): string | undefined {
  if (signal?.trend === "bearish" || signal?.trend === "sideways") return signal.trend;
  if (outBelow === undefined || signal?.grade === undefined) return undefined;
  return signal.grade < outBelow ? "grade below its threshold" : undefined;
}

/** What enters needs every reading that the rules ask for. */
function isWelcome(
  signal: TokenSignal | undefined,
  { minimumFundamental, outBelow }: SignalRules,
): boolean {
  if (signal?.trend !== "bullish") return false;
  if (outBelow !== undefined && signal.grade === undefined) return false;
  return minimumFundamental === undefined || (signal.fundamental ?? -1n) >= minimumFundamental;
}

/** WAD */
function stableOf(
  { risk = [] }: Rules,
  rows: readonly MarketRow[],
  signals: ReadonlyMap<string, TokenSignal>,
): bigint {
  const known = rows.filter(({ id }) => signals.get(id)?.trend !== undefined);
  const bullish = capOf(known.filter(({ id }) => signals.get(id)?.trend === "bullish"));
  const all = capOf(known);
  return risk.find(({ bullishBelow }) => bullish * WAD < all * bullishBelow)?.stable ?? 0n;
}

function capOf(rows: readonly MarketRow[]): bigint {
  return rows.reduce((sum, { marketCap }) => sum + marketCap, 0n);
}

/** The lowest grade first, an unknown one last; ties by id. */
function byGrade(a: TokenSignal, b: TokenSignal): number {
  const [left, right] = [a.grade ?? 101n * WAD, b.grade ?? 101n * WAD];
  return left === right ? (a.id < b.id ? -1 : 1) : left < right ? -1 : 1;
}

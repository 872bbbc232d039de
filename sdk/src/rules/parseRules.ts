import { WAD } from "../units/wad.ts";
import { MalformedRulesError } from "./errors.ts";
import { RULES_SCHEMA } from "./rulesSchema.ts";

/** How inputs become weights. Fractions are WAD, counts are whole numbers. What is optional is off where it is absent. */
export type Rules = {
  readonly version: 1;
  readonly name: string;
  readonly size: number; // {component}
  /** A coin that is not held enters at this rank or better. */
  readonly enterRank: number;
  /** A held coin leaves below this rank. */
  readonly leaveRank: number;
  readonly weighting: "marketCap" | "squareRoot" | "equal" | "conviction";
  readonly maximumWeight: bigint; // WAD
  readonly minimumWeight: bigint; // WAD
  readonly driftRelative: bigint; // WAD, of a component's target
  readonly driftAbsolute: bigint; // WAD, of NAV
  readonly regime: {
    /** The id whose closes tell the regime. */
    readonly leader: string;
    readonly meanDays: number; // {day} closes that are looked at
    readonly band: bigint; // WAD, of the mean
    readonly cooldownDays: number; // {day}
    /** Absent: the last close against the mean of `meanDays`. */
    readonly module?: RegimeModule;
    /** A change of regime waits until a second source says the same. */
    readonly vote?: "confirms";
  };
  /** The id that takes what no component takes, and everything in a bear regime. */
  readonly settlement: string;
  /** How stablecoins share what goes to settlement. Absent: settlement takes it alone. Weights sum to one. */
  readonly stables?: readonly { readonly id: string; readonly weight: bigint /* WAD */ }[];
  /** `stays` is passive: it holds its components in every regime. */
  readonly bear?: "settles" | "stays";
  readonly universe?: Universe;
  /** Readings in a row, this one included, in which a coin ranks well enough before it enters. */
  readonly entryObservations?: number;
  /** Readings for which a coin that they leave out keeps its last row. */
  readonly missingObservations?: number;
  /** Readings that volatility is measured over. */
  readonly volatilityObservations?: number;
  readonly exposure?: Exposure;
  readonly conviction?: Conviction;
  readonly signals?: SignalRules;
  /** The first step whose bound the bullish part of the universe, by market cap, lies below gives the stable part. */
  readonly risk?: readonly {
    readonly bullishBelow: bigint; // WAD
    readonly stable: bigint; // WAD
  }[];
};

export type RegimeModule =
  | { readonly kind: "movingAverages"; readonly fastDays: number; readonly slowDays: number }
  | {
      readonly kind: "rsi";
      readonly days: number;
      readonly bullAbove: bigint; // D18{point}
      readonly bearBelow: bigint; // D18{point}
    }
  | {
      readonly kind: "macd";
      readonly fastDays: number;
      readonly slowDays: number;
      readonly signalDays: number;
    }
  | { readonly kind: "bollinger"; readonly days: number; readonly deviations: bigint /* D18 */ };

/** Who may be a component. A screen that the readings cannot answer yet is off, and says so. */
export type Universe = {
  readonly category?: string;
  /** A sector: nobody else ranks. */
  readonly ids?: readonly string[];
  readonly deny?: readonly { readonly id: string; readonly reason: string }[];
  readonly minimumVolume?: bigint; // D18{usd} the median of the readings, a day
  readonly minimumVolumeOfCap?: bigint; // WAD
  readonly volumeObservations?: number;
  readonly listedObservations?: number;
  readonly maximumVolatility?: bigint; // WAD a year: a conservative profile
};

/** What is volatile or illiquid is held, but little of it. */
export type Exposure = {
  readonly volatilityAbove?: bigint; // WAD a year
  readonly volumeBelow?: bigint; // D18{usd} a day
  readonly maximumEach: bigint; // WAD
  readonly maximumTotal: bigint; // WAD
};

/** cap^exponent times a multiplier from `least` at a grade of 0 over 1 at 50 to `most` at 100. */
export type Conviction = {
  readonly exponent: "0" | "0.25" | "0.5" | "0.75" | "1";
  readonly least: bigint; // WAD
  readonly most: bigint; // WAD
  /** Readings whose mean the grade is. */
  readonly smoothing: number;
  /** WAD How far all weights together may stand from those of neutral grades: half the sum of the distances. */
  readonly activeShare: bigint;
};

export type SignalRules = {
  /** WAD Part of the universe, by market cap, that must have a signal; else nothing is decided. */
  readonly minimumCoverage: bigint;
  readonly minimumFundamental?: bigint; // D18{point} to enter
  readonly outBelow?: bigint; // D18{point}
  readonly strongFrom?: bigint; // D18{point} only a mark
  /** WAD Part of NAV that signals may put out in one decision, the worst first. */
  readonly maximumOut: bigint;
};

/** WAD A grade moves no weight by more than this factor. */
const GREATEST_MULTIPLE = (WAD * 3n) / 2n;

/**
 * Checks a rules document (parsed JSON; counts as numbers, fractions as decimal texts) and reads it exactly. The hash of
 * rules is `hashRules(parseRules(document))`, so "0.25" and "0.250" are the same rules.
 *
 * @throws MalformedRulesError that lists every fault.
 */
export function parseRules(document: unknown): Rules {
  const parsed = RULES_SCHEMA.safeParse(document);
  if (!parsed.success)
    throw new MalformedRulesError(
      parsed.error.issues.map(
        ({ path, message }) => `${path.join(".") || "document"}: ${inWords(message)}`,
      ),
    );
  const faults = [
    ...contradictionsOf(parsed.data),
    ...extensionFaults(parsed.data),
    ...stableFaults(parsed.data),
  ];
  if (faults.length > 0) throw new MalformedRulesError(faults);
  return parsed.data;
}

/** What a JSON document holds, in words. */
const KINDS: Readonly<Record<string, string>> = {
  string: "a text in quotes",
  number: "a number without quotes",
  int: "a whole number without quotes",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** A message of the schema's own, for people. */
function inWords(message: string): string {
  const [, expected = "", received = ""] =
    /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? [];
  if (received === "undefined") return "is missing";
  if (expected === "") return message;
  return `expected ${KINDS[expected] ?? expected}, not ${KINDS[received] ?? received}`;
}

type Check = readonly [holds: boolean, fault: string];

function contradictionsOf(rules: Rules): string[] {
  const size = BigInt(rules.size);
  return faultsOf([
    [rules.enterRank <= rules.size, "enterRank: must not be above size"],
    [rules.leaveRank >= rules.size, "leaveRank: must not be below size"],
    [rules.maximumWeight * size >= WAD, "maximumWeight: size components of it must reach one"],
    [rules.minimumWeight * size <= WAD, "minimumWeight: size components of it must not exceed one"],
    [rules.minimumWeight <= rules.maximumWeight, "minimumWeight: must not be above maximumWeight"],
    [rules.regime.band < WAD, "regime.band: must be below one"],
    [rules.regime.leader !== rules.settlement, "settlement: must not be the leader"],
  ]);
}

function extensionFaults({
  weighting,
  conviction,
  risk = [],
  signals,
  exposure,
  minimumWeight,
  regime,
  universe,
  size,
}: Rules): string[] {
  const { module, meanDays } = regime;
  return faultsOf([
    [
      (weighting === "conviction") === (conviction !== undefined),
      'conviction: is given if, and only if, weighting is "conviction"',
    ],
    [
      conviction === undefined ||
        (conviction.least > 0n && conviction.least <= WAD && conviction.most >= WAD),
      "conviction: least must be above zero, and one from least to most",
    ],
    [
      conviction === undefined || conviction.most * WAD <= conviction.least * GREATEST_MULTIPLE,
      "conviction: most must not be above 1.5 times least",
    ],
    [risk.length === 0 || signals !== undefined, "risk: needs signals"],
    [
      risk.every(
        ({ bullishBelow }, at) => at === 0 || bullishBelow > (risk[at - 1]?.bullishBelow ?? 0n),
      ),
      "risk: bounds must ascend",
    ],
    [
      exposure === undefined || exposure.maximumEach >= minimumWeight,
      "exposure.maximumEach: must not be below minimumWeight",
    ],
    [
      universe?.ids === undefined || new Set(universe.ids).size === universe.ids.length,
      "universe.ids: lists an id twice",
    ],
    [
      universe?.ids === undefined || universe.ids.length >= size,
      "universe.ids: must name at least as many ids as size",
    ],
    [
      module === undefined || daysOf(module) <= meanDays,
      "regime.module: looks at more than meanDays",
    ],
    [
      module === undefined || !("slowDays" in module) || module.fastDays < module.slowDays,
      "regime.module: fastDays must be below slowDays",
    ],
    [
      module?.kind !== "rsi" || module.bearBelow <= module.bullAbove,
      "regime.module: bearBelow must not be above bullAbove",
    ],
  ]);
}

function stableFaults({ stables, settlement, regime, universe }: Rules): string[] {
  if (stables === undefined) return [];
  const ids = new Set(stables.map(({ id }) => id));
  return faultsOf([
    [ids.size === stables.length, "stables: lists an id twice"],
    [ids.has(settlement), "stables: must list settlement"],
    [!ids.has(regime.leader), "stables: must not list the leader"],
    [universe?.ids?.some((id) => ids.has(id)) !== true, "stables: one is of universe.ids too"],
    [stables.every(({ weight }) => weight > 0n), "stables: every weight must be above zero"],
    [
      stables.reduce((sum, { weight }) => sum + weight, 0n) === WAD,
      "stables: weights must sum to one",
    ],
  ]);
}

/** {day} Closes that a module needs before it says anything. */
function daysOf(module: RegimeModule): number {
  if (module.kind === "macd") return module.slowDays + module.signalDays;
  if (module.kind === "movingAverages") return module.slowDays;
  return module.kind === "rsi" ? module.days + 1 : module.days;
}

function faultsOf(checks: readonly Check[]): string[] {
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}

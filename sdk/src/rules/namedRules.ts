import { SECTOR_IDS } from "./sectorIds.ts";
import { topRules } from "./topRules.ts";
import { UnknownRulesError } from "./errors.ts";
import type { Rules } from "./parseRules.ts";

type Document = Readonly<Record<string, unknown>>;

const SIZES = [5, 10, 25, 100] as const;

const TECHNICAL: Readonly<Record<string, Document>> = {
  "moving-averages": { kind: "movingAverages", fastDays: 20, slowDays: 100 },
  rsi: { kind: "rsi", days: 14, bullAbove: "55", bearBelow: "45" },
  macd: { kind: "macd", fastDays: 12, slowDays: 26, signalDays: 9 },
  bollinger: { kind: "bollinger", days: 20, deviations: "2" },
};

/** Weekly observations of a universe that shuns what is new or thinly traded. */
const CAUTION: Document = {
  listedObservations: 13,
  minimumVolume: "1000000",
  minimumVolumeOfCap: "0.001",
  volumeObservations: 4,
};
const OBSERVED: Document = { entryObservations: 2, missingObservations: 2 };
const CONVICTION: Document = {
  exponent: "0.75",
  least: "0.82",
  most: "1.22",
  smoothing: 4,
  activeShare: "0.2",
};
const SIGNALS: Document = {
  minimumCoverage: "0.5",
  minimumFundamental: "50",
  outBelow: "30",
  strongFrom: "85",
  maximumOut: "0.5",
};
const RISK: readonly Document[] = [
  { bullishBelow: "0.25", stable: "0.6" },
  { bullishBelow: "0.5", stable: "0.3" },
];

/** Out of the market into several stablecoins, so that no issuer has everything. */
const STABLES: readonly Document[] = [
  { id: "usd-coin", weight: "0.5" },
  { id: "dai", weight: "0.3" },
  { id: "liquity-usd", weight: "0.2" },
];

/** Documents by name, but for the leader. */
const NAMED: ReadonlyMap<string, (leader: string) => Rules> = new Map([
  ...SIZES.map((size) => entry(`top-${size}`, (leader) => topRules(size, leader))),
  ...SIZES.map((size) =>
    entry(`hodl-${size}`, (leader) => ruled(`HODL ${size}`, size, leader, { bear: "stays" })),
  ),
  ...Object.entries(SECTOR_IDS).map(([category, ids]) =>
    entry(`sector-${category}`, (leader) =>
      ruled(`Sector ${category}`, 5, leader, {
        maximumWeight: "0.4",
        universe: { category, ids },
        ...OBSERVED,
      }),
    ),
  ),
  ...Object.keys(TECHNICAL).map((kind) =>
    entry(`technical-${kind}`, (leader) =>
      ruled(`Technical ${kind}`, 10, leader, {
        regime: {
          leader,
          meanDays: 100,
          band: "0.02",
          cooldownDays: 14,
          module: TECHNICAL[kind],
        },
      }),
    ),
  ),
  entry("cautious-25", (leader) =>
    ruled("Cautious 25", 25, leader, {
      universe: CAUTION,
      exposure: {
        volatilityAbove: "1.2",
        volumeBelow: "20000000",
        maximumEach: "0.03",
        maximumTotal: "0.2",
      },
      volatilityObservations: 12,
      ...OBSERVED,
    }),
  ),
  entry("conservative-10", (leader) =>
    ruled("Conservative 10", 10, leader, {
      universe: { ...CAUTION, maximumVolatility: "1" },
      volatilityObservations: 12,
      ...OBSERVED,
    }),
  ),
  entry("stables-10", (leader) =>
    ruled("Stables 10", 10, leader, { stables: STABLES, ...OBSERVED }),
  ),
  entry("conviction-25", (leader) =>
    ruled("Conviction 25", 25, leader, {
      weighting: "conviction",
      conviction: CONVICTION,
      ...OBSERVED,
    }),
  ),
  entry("signals-25", (leader) =>
    ruled("Signals 25", 25, leader, {
      weighting: "conviction",
      conviction: CONVICTION,
      signals: SIGNALS,
      risk: RISK,
      ...OBSERVED,
    }),
  ),
]);

export const RULES_NAMES: readonly string[] = [...NAMED.keys()];

/**
 * The built-in rules of a name.
 *
 * @throws UnknownRulesError
 */
export function namedRules(name: string, leader: string): Rules {
  const build = NAMED.get(name);
  if (build === undefined) throw new UnknownRulesError(name, RULES_NAMES);
  return build(leader);
}

function entry(
  name: string,
  build: (leader: string) => Rules,
): readonly [string, (leader: string) => Rules] {
  return [name, build];
}

/** The rules of a Top `size` index under another name, with `changes`. */
function ruled(name: string, size: number, leader: string, changes: Document): Rules {
  return topRules(size, leader, { name, ...changes });
}

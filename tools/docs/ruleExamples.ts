import { computeRegime } from "@sheaf/sdk/rules/computeRegime";
import { deriveTargets } from "@sheaf/sdk/rules/deriveTargets";
import type { TargetInputs, Targets } from "@sheaf/sdk/rules/deriveTargets";
import { parseRules } from "@sheaf/sdk/rules/parseRules";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { MarketRow } from "@sheaf/sdk/market/market";
import type { SignalReading, TokenSignal } from "@sheaf/sdk/market/tokenSignal";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";

/** One worked example: what it shows, and tables that the code computed. */
export type RuleExample = {
  readonly title: string;
  readonly text: string;
  readonly document: Readonly<Record<string, unknown>>; // what differs from the base document
  readonly tables: readonly { readonly caption: string; readonly rows: readonly string[][] }[];
};

const WAD = 10n ** 18n;
const DATE = "2030-02-04";

/** Four components by market cap, buffer 80/120, at most 40 % each. Examples change it. */
export const BASE_DOCUMENT = {
  version: 1,
  name: "Example",
  size: 4,
  enterRank: 3,
  leaveRank: 5,
  weighting: "marketCap",
  maximumWeight: "0.4",
  minimumWeight: "0.01",
  driftRelative: "0.25",
  driftAbsolute: "0.005",
  regime: { leader: "oak", meanDays: 20, band: "0.05", cooldownDays: 14 },
  settlement: "usd-coin",
} as const;

const CAPS = { oak: 800, pine: 300, larch: 120, rowan: 90, hazel: 60, holly: 30 };

/** Every kind of rules once, computed now. */
export function ruleExamples(): RuleExample[] {
  return [
    topExample(),
    bufferExample(),
    passiveExample(),
    weightingExample(
      "squareRoot",
      "Square root",
      "The root of the market cap: the small ones get more.",
    ),
    weightingExample("equal", "Equal", "The same for all."),
    convictionExample(),
    exposureExample(),
    sectorExample(),
    stablesExample(),
    technicalExample(),
  ];
}

function topExample(): RuleExample {
  const rules = rulesOf({});
  const first = derive(rules, { rows: rowsOf(CAPS) });
  const later = derive(rules, {
    rows: rowsOf({ ...CAPS, larch: 190 }),
    holdings: held(first, { larch: 190n, was: 120n }),
  });
  const bear = derive(rules, { rows: rowsOf(CAPS), regime: "bear", holdings: held(first) });
  return {
    title: "Top N by market cap, leaving in a bear regime",
    text: "What would weigh more than 40 % is cut to it, and the others share what that frees in proportion. A week later larch has risen by 58 %: its weight rose with its cap, all are inside their bands of 25 %, and nothing trades. In a bear regime everything goes to settlement.",
    document: {},
    tables: [
      table("first week", first),
      table("a week later, larch at 190", later),
      table("bear regime", bear),
    ],
  };
}

function bufferExample(): RuleExample {
  const changes = { entryObservations: 2 };
  const rules = rulesOf(changes);
  const first = derive(rules, { rows: rowsOf(CAPS) });
  const jumped = { ...CAPS, hazel: 200 };
  const once = derive(rules, {
    rows: rowsOf(jumped),
    holdings: held(first),
    history: [{ date: "2030-01-28", rows: rowsOf({ ...CAPS, hazel: 20 }) }],
  });
  const twice = derive(rules, {
    rows: rowsOf(jumped),
    holdings: held(once),
    history: [{ date: "2030-01-28", rows: rowsOf(jumped) }],
  });
  return {
    title: "Ranking with a buffer, and two observations before entry",
    text: "hazel jumps from rank 6 to rank 3 and would enter. Seen for the first time it waits; at the second reading it comes in and rowan, at rank 5 within the buffer, gives way as there are only four places.",
    document: changes,
    tables: [table("seen once", once), table("seen twice", twice)],
  };
}

function passiveExample(): RuleExample {
  const changes = { bear: "stays" };
  const rules = rulesOf(changes);
  const first = derive(rules, { rows: rowsOf(CAPS), regime: "bear" });
  return {
    title: "Passive",
    text: "The same index, which stays in its components in every regime.",
    document: changes,
    tables: [table("bear regime", first)],
  };
}

function weightingExample(weighting: string, title: string, text: string): RuleExample {
  const changes = { weighting };
  return {
    title,
    text,
    document: changes,
    tables: [table("first week", derive(rulesOf(changes), { rows: rowsOf(CAPS) }))],
  };
}

function convictionExample(): RuleExample {
  const changes = {
    weighting: "conviction",
    conviction: {
      exponent: "0.75",
      least: "0.82",
      most: "1.22",
      smoothing: 4,
      activeShare: "0.2",
    },
  };
  const rules = rulesOf(changes);
  const reading = signalsOf({
    oak: { grade: 50n },
    pine: { grade: 90n },
    larch: { grade: 20n },
  });
  return {
    title: "Conviction",
    text: "cap^0.75 times a multiplier from 0.82 at a grade of 0 over 1 at 50 to 1.22 at 100, of the mean grade of four readings. rowan has no grade: neutral, and flagged. No weight moves by more than a factor of 1.5, all together by no more than 20 % of NAV, whatever the grades are.",
    document: changes,
    tables: [
      table("without grades", derive(rules, { rows: rowsOf(CAPS) })),
      table(
        "pine 90, oak 50, larch 20, rowan unknown",
        derive(rules, { rows: rowsOf(CAPS), signals: [reading] }),
      ),
    ],
  };
}

function exposureExample(): RuleExample {
  const changes = {
    exposure: { volumeBelow: "5000000", maximumEach: "0.06", maximumTotal: "0.1" },
    maximumWeight: "0.6",
  };
  const rows = rowsOf(CAPS).map((row) => ({
    ...row,
    volume24h: (row.id === "larch" || row.id === "rowan" ? 1n : 100n) * 10n ** 6n * WAD,
  }));
  return {
    title: "Little of what is volatile or illiquid",
    text: "larch and rowan trade less than $5 million a day: at most 6 % each and 10 % together.",
    document: changes,
    tables: [table("first week", derive(rulesOf(changes), { rows }))],
  };
}

function sectorExample(): RuleExample {
  const changes = {
    size: 3,
    enterRank: 3,
    leaveRank: 4,
    weighting: "equal",
    maximumWeight: "0.5",
    universe: { category: "trees", ids: ["ash", "birch", "cedar", "dogwood", "elm", "fir"] },
    signals: {
      minimumCoverage: "0.5",
      minimumFundamental: "50",
      outBelow: "30",
      strongFrom: "85",
      maximumOut: "0.5",
    },
    risk: [
      { bullishBelow: "0.2", stable: "0.6" },
      { bullishBelow: "0.55", stable: "0.3" },
    ],
  };
  const rules = rulesOf(changes);
  const rows = rowsOf({
    ash: 500,
    birch: 400,
    cedar: 300,
    dogwood: 200,
    elm: 100,
    fir: 600,
    stone: 900,
  });
  const bull = { trend: "bullish", fundamental: 60n } as const;
  const week1 = {
    ash: { ...bull, grade: 70n },
    birch: { ...bull, grade: 90n },
    cedar: { ...bull, grade: 60n },
    dogwood: { ...bull, grade: 55n },
    elm: { ...bull, grade: 40n },
    fir: { trend: "sideways", grade: 40n },
  } as const;
  const week2 = { ...week1, cedar: { trend: "bearish", grade: 45n } } as const;
  const week3 = { ...week2, elm: { trend: "sideways", grade: 38n } } as const;
  const first = derive(rules, { rows, signals: [signalsOf(week1)] });
  const second = derive(rules, { rows, signals: [signalsOf(week2)], holdings: held(first) });
  const third = derive(rules, { rows, signals: [signalsOf(week3)], holdings: held(second) });
  return {
    title: "A signal-driven sector over three weeks",
    text: "Six tokens are the sector, three of them the index; stone is larger than all and no part of it. Week 1: the three largest bullish ones come in. Week 2: cedar turns bearish and dogwood replaces it. Week 3: elm, which is not held, turns sideways; 52 % of the sector by market cap is bullish now, below the step at 55 %, so 30 % moves to stablecoins.",
    document: changes,
    tables: [table("week 1", first), table("week 2", second), table("week 3", third)],
  };
}

function stablesExample(): RuleExample {
  const changes = {
    stables: [
      { id: "usd-coin", weight: "0.5" },
      { id: "dai", weight: "0.3" },
      { id: "liquity-usd", weight: "0.2" },
    ],
  };
  const rules = rulesOf(changes);
  const first = derive(rules, { rows: rowsOf(CAPS) });
  const bear = derive(rules, { rows: rowsOf(CAPS), regime: "bear", holdings: held(first) });
  const depegged = derive(rules, {
    rows: rowsOf(CAPS),
    regime: "bear",
    holdings: held(first),
    troubled: new Map([["dai", "leaves"]]),
  });
  return {
    title: "Several stablecoins",
    text: "In a bear regime, and wherever a part is to be stable, these share it by their weights, each within its band from then on. The second table is the same week with dai off its peg: its feed gives no price, so it is not bought, and the others share its part in proportion. settlement is one of them and takes what rounding leaves; without the list it takes everything.",
    document: changes,
    tables: [table("bear regime", bear), table("bear regime, dai off its peg", depegged)],
  };
}

/** The last closes of a rise, a fall and a rest, as each module sees them. */
function technicalExample(): RuleExample {
  const modules = [
    { kind: "movingAverages", fastDays: 5, slowDays: 20 },
    { kind: "rsi", days: 14, bullAbove: "55", bearBelow: "45" },
    { kind: "macd", fastDays: 5, slowDays: 10, signalDays: 4 },
    { kind: "bollinger", days: 20, deviations: "2" },
  ];
  const ways: Readonly<Record<string, (day: number) => number>> = {
    "1 % up a day, 10 % on the last": (day) => 10_000 + 100 * day + (day === 19 ? 1_000 : 0),
    "1 % down a day, 10 % on the last": (day) => 10_000 - 100 * day - (day === 19 ? 1_000 : 0),
    "up and down by 1 %": (day) => 10_000 + 100 * (day % 2),
  };
  const rows = Object.entries(ways).map(([name, price]) => [
    name,
    ...[undefined, ...modules].map((module) => regimeOf(module, price)),
  ]);
  const names = ["mean of 20, band 5 %", ...modules.map(({ kind }) => kind)];
  return {
    title: "Technical regimes",
    text: "Moving averages, RSI, MACD and Bollinger bands take the place of the mean; `meanDays` is then how many closes they look at. Here over 20 closes, coming from a neutral regime: between its thresholds a module changes nothing.",
    document: { regime: { ...BASE_DOCUMENT.regime, module: modules[1] } },
    tables: [{ caption: "regime", rows: [["closes", ...names], ...rows] }],
  };
}

function regimeOf(module: object | undefined, price: (day: number) => number): string {
  const today = toDayNumber(DATE) ?? 0;
  const regime = { ...BASE_DOCUMENT.regime, ...(module === undefined ? {} : { module }) };
  return computeRegime({
    closes: Array.from({ length: 20 }, (_, day) => ({
      date: fromDayNumber(today - 20 + day),
      close: BigInt(price(day)) * 10n ** 16n,
    })),
    asOf: DATE,
    previous: { regime: "neutral", since: "2030-01-01" },
    rules: rulesOf({ regime }),
  }).regime;
}

function rulesOf(changes: object): Rules {
  return parseRules({ ...BASE_DOCUMENT, ...changes });
}

function derive(
  rules: Rules,
  inputs: Partial<TargetInputs> & { readonly rows: readonly MarketRow[] },
): Targets {
  return deriveTargets({
    rules,
    asOf: DATE,
    excluded: new Set(),
    regime: "bull",
    holdings: [],
    ...inputs,
  });
}

/** {usd} in millions, at a price of one. */
function rowsOf(caps: Readonly<Record<string, number>>): MarketRow[] {
  return Object.entries(caps).map(([id, cap]) => ({
    date: DATE,
    id,
    price: WAD,
    marketCap: BigInt(cap) * 10n ** 6n * WAD,
    volume24h: 10n ** 8n * WAD,
  }));
}

/** What targets became, larch's price having moved from `was` to `larch` where that is given. */
function held({ weights }: Targets, move = { larch: 1n, was: 1n }) {
  const values = weights
    .filter(({ weight }) => weight > 0n)
    .map(({ id, weight }) => ({
      id,
      value: id === "larch" ? (weight * move.larch) / move.was : weight,
    }));
  const nav = values.reduce((sum, { value }) => sum + value, 0n);
  const parts = values.map(({ id, value }) => ({ id, weight: (value * WAD) / nav }));
  const rest = WAD - parts.reduce((sum, { weight }) => sum + weight, 0n);
  return parts.map(({ id, weight }, at) => ({ id, weight: at === 0 ? weight + rest : weight }));
}

type ShortSignal = {
  readonly trend?: "bullish" | "bearish" | "sideways";
  readonly grade?: bigint; // {point}
  readonly fundamental?: bigint; // {point}
};

function signalsOf(signals: Readonly<Record<string, ShortSignal>>): SignalReading {
  const points = (value: bigint | undefined): bigint | undefined =>
    value === undefined ? undefined : value * WAD;
  return {
    date: DATE,
    signals: Object.entries(signals).map(([id, { trend, grade, fundamental }]): TokenSignal => {
      const [inPoints, base] = [points(grade), points(fundamental)];
      return {
        id,
        ...(trend === undefined ? {} : { trend }),
        ...(inPoints === undefined ? {} : { grade: inPoints }),
        ...(base === undefined ? {} : { fundamental: base }),
      };
    }),
  };
}

function table(caption: string, { weights, notes }: Targets): RuleExample["tables"][number] {
  const noteOf = (id: string): string =>
    notes
      .filter((note) => note.id === id)
      .map(({ note }) => note)
      .join("; ");
  const rows = weights
    .filter(({ id, weight, reason }) => weight > 0n || reason === "leaves" || id !== "usd-coin")
    .map(({ id, weight, reason }) => [
      id,
      `${formatDecimal(weight * 100n, 18, 2)} %`,
      reason,
      noteOf(id),
    ]);
  return { caption, rows: [["id", "weight", "reason", "note"], ...rows] };
}

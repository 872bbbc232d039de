import type { Rules } from "@sheaf/sdk/rules/parseRules";

/** A rule in words. */
export type RuleWords = { readonly name: string; readonly text: string };

export type WordsInputs = {
  readonly rules: Rules;
  readonly leader: string; // name of the token whose closes decide the regime
  readonly percent: (part: bigint) => string;
  readonly dollars: (value: bigint) => string;
};

const WEIGHTINGS: Readonly<Record<Rules["weighting"], string>> = {
  marketCap: "in proportion to market cap",
  squareRoot: "in proportion to the square root of market cap",
  equal: "in equal parts",
  conviction: "in proportion to market cap, tilted by conviction",
};
const MODULES: Readonly<Record<NonNullable<Rules["regime"]["module"]>["kind"], string>> = {
  movingAverages: "two moving averages",
  rsi: "the relative strength index",
  macd: "the MACD lines",
  bollinger: "Bollinger bands",
};

/** The rules of an index in words that need no knowledge of finance or code. */
export function rulesWords(inputs: WordsInputs): RuleWords[] {
  const { rules, percent } = inputs;
  return [
    { name: "Which tokens", text: universeOf(inputs) },
    {
      name: "Entering and leaving",
      text: `A token enters at rank ${rules.enterRank} or better, and leaves below rank ${rules.leaveRank}. The gap saves needless trades.`,
    },
    {
      name: "Weights",
      text: `Tokens are weighted ${WEIGHTINGS[rules.weighting]}: at most ${percent(rules.maximumWeight)} of the index each, and none below ${percent(rules.minimumWeight)}.`,
    },
    {
      name: "When it trades",
      text: `Each week. A token is left alone while its weight is within ${percent(rules.driftRelative)} of its target, or within ${percent(rules.driftAbsolute)} of the index.`,
    },
    ...regimeWords(inputs),
    {
      name: "Missing data",
      text: "If a close or a market list is missing, no decision is made: the index stays as it is. Nothing is guessed.",
    },
  ];
}

function universeOf({ rules, dollars, percent }: WordsInputs): string {
  const { size, universe = {} } = rules;
  const { category, ids, minimumVolume, minimumVolumeOfCap, listedObservations, deny } = universe;
  const sector =
    category === undefined
      ? ""
      : ` of the sector ${category}${ids === undefined ? "" : ` (${ids.length} candidates)`}`;
  return [
    `The ${size} largest tokens${sector} by market cap.`,
    minimumVolume === undefined ? "" : `A day's trading is at least ${dollars(minimumVolume)}.`,
    minimumVolumeOfCap === undefined
      ? ""
      : `A day's trading is at least ${percent(minimumVolumeOfCap)} of market cap.`,
    listedObservations === undefined
      ? ""
      : `A token has been in the market list for ${listedObservations} weeks.`,
    deny === undefined || deny.length === 0 ? "" : `${deny.length} tokens are excluded by name.`,
    "Stablecoins and copies of other tokens are no candidates.",
  ]
    .filter(Boolean)
    .join(" ");
}

function regimeWords({ rules, leader, percent }: WordsInputs): RuleWords[] {
  const { band, meanDays, cooldownDays, module, vote } = rules.regime;
  if (rules.bear === "stays")
    return [
      {
        name: "Bull and bear markets",
        text: "The index holds its tokens through both. It never leaves for stablecoins.",
      },
    ];
  const test =
    module === undefined
      ? `Bull: ${leader}'s last daily close is more than ${percent(band)} above the mean of its last ${meanDays} closes. Bear: more than ${percent(band)} below. In between, the state stays as it was.`
      : `The state of the market is read from ${MODULES[module.kind]} of ${leader}'s daily closes.`;
  const stables =
    rules.stables === undefined
      ? "USDC"
      : rules.stables.map(({ id, weight }) => `${percent(weight)} ${id}`).join(", ");
  return [
    {
      name: "Bull and bear markets",
      text: `${test}${vote === undefined ? "" : " A second source must agree."}`,
    },
    {
      name: "In a bear market",
      text: `Everything is sold for stablecoins (${stables}), and bought again in the next bull market.`,
    },
    {
      name: "Patience",
      text: `After a change of state, the next one waits ${cooldownDays} days at least.`,
    },
  ];
}

import type { Rules } from "@sheaf/sdk/rules/parseRules";

/** Limits that the creator of an index chooses. */
export type Choices = {
  readonly lossLimit: bigint; // {1} WAD, of any seven days
};

/** The part of `IIndexFactory.Creation` that binds an index for ever. */
export type Terms = {
  readonly maxStableWeight: bigint; // {1} WAD
  readonly bearAllowed: boolean;
  readonly minInterval: number; // {s}
  readonly lossLimit: bigint; // {1} WAD
  readonly weeklyLossCap: bigint; // {1} WAD
  readonly turnoverLimit: bigint; // {1} WAD
};

const WAD = 10n ** 18n;
const DAY = 86_400; // {s}
/** {s} A keeper that comes a little earlier than a week ago is not turned away. */
const MIN_INTERVAL = 6 * DAY;
/** {1} WAD Room for USDC outside a bear regime, where limits of components leave a rest. */
const REST = WAD / 5n;
const TURNOVER_LIMIT = 4n * WAD;
/** A weekly epoch may lose this part of what seven days may. */
const WEEKLY_DIVISOR = 3n;

/** The narrowest constitution within which an index can follow its rules. */
export function termsFor(rules: Rules, { lossLimit }: Choices): Terms {
  const parts = [
    REST,
    ...(rules.risk ?? []).map(({ stable }) => stable),
    ...(rules.signals === undefined ? [] : [rules.signals.maximumOut]),
  ];
  return {
    maxStableWeight: parts.reduce((most, part) => (part > most ? part : most)),
    bearAllowed: rules.bear !== "stays",
    minInterval: MIN_INTERVAL,
    lossLimit,
    weeklyLossCap: lossLimit / WEEKLY_DIVISOR,
    turnoverLimit: TURNOVER_LIMIT,
  };
}

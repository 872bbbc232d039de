import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

type Kind = AppConfig["indexes"][number]["kind"];

const WEIGHTINGS: Readonly<Record<Rules["weighting"], string>> = {
  marketCap: "by market cap",
  squareRoot: "by the square root of market cap",
  equal: "in equal parts",
  conviction: "by market cap and conviction",
};
const WITHOUT_RULES: Readonly<Record<Kind, string>> = {
  regime: "The largest tokens in a bull market, stablecoins in a bear market.",
  passive: "The largest tokens, held through everything.",
  sector: "The largest tokens of one sector.",
};

/** One sentence about an index. Without its rules it follows from the kind alone. */
export function indexSentence(kind: Kind, rules: Rules | undefined): string {
  if (rules === undefined) return WITHOUT_RULES[kind];
  const { size, universe, weighting, bear } = rules;
  const count = size === 1 ? "The largest token" : `The ${size} largest tokens`;
  const sector = universe?.category === undefined ? "" : ` of the sector ${universe.category}`;
  const when =
    bear === "stays"
      ? ", held through everything."
      : ", in a bull market; stablecoins in a bear market.";
  return `${count}${sector} ${WEIGHTINGS[weighting]}${when}`;
}

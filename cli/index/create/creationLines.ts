import { labelledLines } from "@sheaf/commands/labelledLines";
import type { Listing } from "@sheaf/sdk/chain/listing";
import { hashRules } from "@sheaf/sdk/rules/hashRules";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

import { amountText } from "../../text/amountText.ts";
import { ceilText } from "../../text/ceilText.ts";
import { constitutionLines } from "../constitutionLines.ts";
import type { Creation } from "./createIndex.ts";

const LABELS = 20; // {characters}
const LOCKED = 100n; // {usd}

/** Lines of the review before an index is created. */
export function creationLines(
  creation: Creation,
  rules: Rules,
  buyable: readonly Listing[],
): string[] {
  const { name, symbol, usdcAmount, sharePrice, terms } = creation;
  const names = buyable.filter(({ stable }) => !stable);
  const priced = names.filter(({ price }) => price !== undefined);
  const shares = (usdcAmount * 10n ** 18n) / sharePrice; // {share}
  return [
    ...labelledLines(
      [
        ["index", `${name} (${symbol})`],
        ["rules", `${rules.name}, hash ${hashRules(rules)}`],
        [
          "components",
          `up to ${rules.size}; the registry lets it buy ${names.length}, of which ${priced.length} have a price now`,
        ],
        ["you pay", `${ceilText(usdcAmount, 6, 2)} USDC`],
        [
          "you receive",
          `${amountText(shares, 18, 6)} ${symbol}, less those worth $${LOCKED} that stay locked for ever`,
        ],
        ["first price", `${amountText(sharePrice, 6, 2)} USDC a share`],
      ],
      LABELS,
    ),
    ...(names.length < rules.size
      ? [`The rules want ${rules.size} components; the index holds fewer until more are listed.`]
      : []),
    "What it may never do, whoever holds its roles; nobody can change this later:",
    ...constitutionLines({ ...terms, minInterval: BigInt(terms.minInterval) }),
    "The rules are followed by strategist and keeper, and checked by anybody with `sheaf verify`; the limits above hold whatever they do.",
  ];
}

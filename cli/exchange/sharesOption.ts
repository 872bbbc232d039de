import { amountOf } from "@sheaf/commands/amountOf";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { quoted } from "@sheaf/commands/quoted";
import { textOption } from "@sheaf/commands/textOption";

export type Shares = bigint | "all"; // {share}

const DECIMALS = 18;

/** A number of shares, or all of them. */
export function sharesOption(description: string) {
  return textOption("--shares <n>", `${description}: a number, or "all"`, (text): Shares => {
    const shares = text === "all" ? text : amountOf(text, DECIMALS);
    if (shares !== undefined) return shares;
    throw new UnusableOptionError(
      `--shares takes a number above zero with at most ${DECIMALS} digits after the point, or "all", not ${quoted(text)}`,
    );
  });
}

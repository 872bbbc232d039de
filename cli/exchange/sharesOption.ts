import { UnusableOptionError } from "@sheaf/commands/errors";
import { quoted } from "@sheaf/commands/quoted";
import { textOption } from "@sheaf/commands/textOption";
import { MalformedDecimalError } from "@sheaf/sdk/units/errors";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";

export type Shares = bigint | "all"; // {share}

const DECIMALS = 18;

/** A number of shares, or all of them. */
export function sharesOption(description: string) {
  return textOption("--shares <n>", `${description}: a number, or "all"`, (text): Shares => {
    if (text === "all") return text;
    const shares = sharesOf(text);
    if (shares !== undefined && shares > 0n) return shares;
    throw new UnusableOptionError(
      `--shares takes a number above zero with at most ${DECIMALS} digits after the point, or "all", not ${quoted(text)}`,
    );
  });
}

function sharesOf(text: string): bigint | undefined {
  try {
    return parseDecimal(text, DECIMALS, "exact");
  } catch (error) {
    if (error instanceof MalformedDecimalError) return undefined;
    throw error;
  }
}

import { createCommand } from "@sheaf/commands/createCommand";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { quoted } from "@sheaf/commands/quoted";
import { switchOption } from "@sheaf/commands/switchOption";
import { textOption } from "@sheaf/commands/textOption";

const SIZES: readonly number[] = [2, 10, 25, 50, 100];

export type BenchCommand = {
  readonly sizes: readonly number[]; // {components}, ascending
  readonly json: string | undefined;
  readonly check: boolean;
  readonly write: boolean;
};

/** `npm run bench`, which runs `measure` with what the command line says. */
export function benchCommand(measure: (options: BenchCommand) => Promise<void>) {
  return createCommand({
    name: "npm run bench --",
    summary: "measure what every call of an index costs",
    description:
      "Measures what every call of an index costs, in gas of mined transactions on a local chain, beside a floor contract " +
      "that does the same work without any check. Two runs give the same figures. Beside it, the processor's time of a " +
      "backtest and of one decision on this machine; these are no part of the baseline.",
    exitCodes:
      "0 measured, and nothing worse; 1 something is worse, or the run failed; 2 the options cannot be used.",
  })
    .addOption(
      textOption(
        "--n <list>",
        `sizes of baskets, components besides USDC, 2 to 100; default: ${SIZES.join(",")}`,
        readSizes,
      ),
    )
    .addOption(
      switchOption(
        "--check",
        "compare with bench/gas.json: fail where a ratio to the floor is more than 1 % worse",
      ),
    )
    .addOption(
      switchOption("--write", "write bench/gas.json and docs/gas.md, with all sizes").conflicts([
        "check",
        "n",
      ]),
    )
    .addOption(jsonOption("the report"))
    .action(({ n, check, write, json }) =>
      measure({ sizes: n ?? SIZES, json, check: check === true, write: write === true }),
    );
}

function readSizes(text: string): readonly number[] {
  const sizes = text.split(",").map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  if (sizes.some((n) => !(n >= 2 && n <= 100)))
    throw new UnusableOptionError(`--n takes whole numbers from 2 to 100, not ${quoted(text)}`);
  return [...new Set(sizes)].toSorted((a, b) => a - b);
}

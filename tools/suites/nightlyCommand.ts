import { choicesOption } from "@sheaf/commands/choicesOption";
import { createCommand } from "@sheaf/commands/createCommand";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

const MOCHA = ["test", "mocha"];

/** A part of a nightly run, by the name that `--only` takes. */
export type NightlyPart = { readonly name: string; readonly arguments: readonly string[] };

const PARTS: readonly NightlyPart[] = [
  { name: "leaving", arguments: [...MOCHA, "test/leaving/matrix.test.ts"] },
  { name: "model", arguments: [...MOCHA, "test/IndexVault/model.test.ts"] },
  { name: "pools", arguments: [...MOCHA, "test/uniswapV3/simulateSwap.test.ts"] },
  { name: "quotes", arguments: [...MOCHA, "test/quote/randomStates.test.ts"] },
  { name: "solidity", arguments: ["test", "solidity"] },
];

export type NightlyOptions = {
  readonly seed: number;
  readonly parts: readonly NightlyPart[];
  readonly json: string | undefined;
};

/** `npm run nightly`, which runs `work` with what the command line says. */
export function nightlyCommand(work: (options: NightlyOptions) => Promise<void>, today: Date) {
  return createCommand({
    name: "npm run nightly --",
    summary: "run what is too long for every change",
    description:
      "Runs what is too long for every change: everybody leaves in every state with every odd component, by redemption and " +
      "by callback, in every pair of either and in 5,000 seeded sets of both; 80,000 swaps beside the pools of Uniswap v3; " +
      "quotes beside execution in 200 states; fuzz tests and invariants in Solidity, 10,000 runs of each test and 1,000 " +
      "runs of 64 calls.",
    exitCodes: "0 nothing failed, 1 something did, 2 the options cannot be used.",
  })
    .addOption(
      wholeNumberOption(
        "--seed <n>",
        "seed of everything that is drawn; the one that a failure names replays it",
        { from: 0, to: 2 ** 32 - 1 },
      ).default(Number(today.toISOString().slice(0, 10).replaceAll("-", "")), "today's date"),
    )
    .addOption(
      choicesOption(
        "--only <part>",
        `${PARTS.map(({ name }) => name).join(", ")}: one part instead of all; may be given more than once`,
        PARTS.map(({ name }) => name),
      ),
    )
    .addOption(
      jsonOption(
        "{ passed, failed, fuzzRuns, invariantRuns, invariantDepth, seed, seconds, parts }",
      ),
    )
    .action(({ seed, only, json }) =>
      work({
        seed,
        parts: PARTS.filter(({ name }) => only === undefined || only.includes(name)),
        json,
      }),
    );
}

import { createCommand } from "@sheaf/commands/createCommand";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { pathOption } from "@sheaf/commands/pathOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

export type MutateOptions = {
  readonly files: string | undefined;
  readonly sample: number | undefined;
  readonly seed: number;
  readonly jobs: number;
  readonly timeout: number | undefined; // {s}
  readonly json: string | undefined;
  readonly resumeFile: string | undefined;
  readonly doc: boolean;
  readonly list: boolean;
};

/** `npm run mutate`, which runs `judge` with what the command line says. */
export function mutateCommand(judge: (options: MutateOptions) => Promise<void>) {
  return createCommand({
    name: "npm run mutate --",
    summary: "measure whether the tests notice changes of the contracts",
    description:
      "Changes one thing at a time in the contracts and runs the tests that have to notice. Works in private copies of the " +
      "project in a temporary folder: no file of yours is ever changed. The measure is killed / (killed + survived).",
    exitCodes: "0 the run is complete, 1 it failed, 2 the options or the inputs cannot be used.",
  })
    .option(
      "--files <glob>",
      "only mutants of these sources, such as 'contracts/vault/*.sol'; default: every product contract",
    )
    .addOption(
      wholeNumberOption("--sample <n>", "a seeded sample of n mutants; default: all of them", {
        from: 1,
        to: 1_000_000,
      }),
    )
    .addOption(
      wholeNumberOption("--seed <n>", "seed of the sample", { from: 0, to: 2 ** 32 - 1 }).default(
        1,
      ),
    )
    .addOption(wholeNumberOption("--jobs <n>", "mutants at a time", { from: 1, to: 16 }).default(2))
    .addOption(
      wholeNumberOption(
        "--timeout <s>",
        "seconds that tests of one mutant may take, longer counts as killed; default: three times what they take against the original, at least 300",
        { from: 5, to: 86_400 },
      ),
    )
    .addOption(
      pathOption(
        "--resume <file>",
        "keep results in a file, one JSON line a mutant, and skip those that are there",
      ),
    )
    .option("--doc", "write the closing table into docs/mutation.md")
    .option("--list", "print the chosen mutants as diffs and run nothing")
    .addOption(jsonOption("score, counts, files and survivors"))
    .action(({ files, sample, seed, jobs, timeout, resume, doc, list, json }) =>
      judge({
        files,
        sample,
        seed,
        jobs,
        timeout,
        json,
        resumeFile: resume,
        doc: doc === true,
        list: list === true,
      }),
    );
}

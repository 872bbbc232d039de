import { createCommand } from "@sheaf/commands/createCommand";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { quoted } from "@sheaf/commands/quoted";
import { textOption } from "@sheaf/commands/textOption";

export type MutateSdkOptions = {
  readonly files: string | undefined;
  readonly fresh: boolean;
  readonly survivors: boolean;
  readonly json: string | undefined;
};

/** `npm run mutate:sdk`, which runs `judge` with what the command line says. */
export function mutateSdkCommand(judge: (options: MutateSdkOptions) => Promise<void>) {
  return createCommand({
    name: "npm run mutate:sdk --",
    summary: "measure whether the tests notice changes of rules and planner",
    description:
      "Changes rules and planner (sdk/src/rules, sdk/src/plan) in one small way after another, with Stryker, and runs the " +
      "tests that have to notice. A mutant that was judged before is not judged again while neither it nor its tests " +
      "changed. docs/mutation.md explains the figures.",
    exitCodes:
      "0 the score is at least 85 %, 1 it is lower or the run failed, 2 the options cannot be used.",
  })
    .addOption(
      textOption(
        "--files <list>",
        "sources, or patterns of them, separated by commas; default: all of rules and plan",
        readFiles,
      ),
    )
    .option("--fresh", "judge everything anew")
    .option("--survivors", "print the changes that no test noticed")
    .addOption(jsonOption("{ score, killed, survived, equivalent, files: [{ file, score }] }"))
    .action(({ files, fresh, survivors, json }) =>
      judge({ files, fresh: fresh === true, survivors: survivors === true, json }),
    );
}

function readFiles(text: string): string {
  for (const file of text.split(","))
    if (!/^sdk\/src\/(rules|plan)\/[\w*./-]+$/.test(file) || file.includes(".."))
      throw new UnusableOptionError(
        `--files takes sources of sdk/src/rules or sdk/src/plan, not ${quoted(file)}`,
      );
  return text;
}

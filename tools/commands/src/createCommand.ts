import { Command, Help } from "@commander-js/extra-typings";
import type { Option } from "@commander-js/extra-typings";

import { foldLine } from "./foldLine.ts";

const HELP_WIDTH = 80; // {characters}

export type CommandTexts = {
  readonly name: string; // as it is typed
  readonly summary: string; // one line, for the list of commands
  readonly description: string; // for the command's own help
  readonly exitCodes: string; // the meaning of 0, 1 and 2
};

/** A command without options. Paths are relative to the caller's folder; `--help` ends with the exit codes. */
export function createCommand({ name, summary, description, exitCodes }: CommandTexts): Command {
  return new Command(name)
    .summary(summary)
    .description(description)
    .helpOption("-h, --help", "this text")
    .allowExcessArguments(false)
    .configureHelp({ optionDescription: describeOption })
    .addHelpText("after", `\n${foldLine(`Exit codes: ${exitCodes}`, HELP_WIDTH).join("\n")}`);
}

/** An option's text in the help: commander's own, and whether the command needs it. */
function describeOption(option: Option): string {
  const text = new Help().optionDescription(option);
  return option.mandatory ? `${text} (required)` : text;
}

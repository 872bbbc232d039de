import { PermanentError } from "@sheaf/sdk/units/PermanentError";

import { runVerify } from "./sheaf/runVerify.ts";
import { UnusableOptionError } from "./sheaf/UnusableOptionError.ts";
import { ROLES_HELP } from "./sheaf/parseRolesOptions.ts";
import { runRoles } from "./sheaf/runRoles.ts";
import { VERIFY_HELP } from "./sheaf/parseVerifyOptions.ts";

const HELP = `usage: npm run sheaf -- <command> [options]

  roles     prints who can do what in an index, what is paused and what is announced, from the chain
  verify    derives an epoch's targets again from what was published, and holds all of it against the chain

  npm run sheaf -- <command> --help tells the options of a command.`;

/** A command, and the help that is shown when its options cannot be used. */
type Command = {
  readonly help: string;
  /** @returns the exit code */
  readonly run: (commandLine: readonly string[], callerDirectory: string) => Promise<number>;
};

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["roles", { help: ROLES_HELP, run: runRoles }],
  ["verify", { help: VERIFY_HELP, run: runVerify }],
]);

const [name = "", ...commandLine] = process.argv.slice(2);
const command = COMMANDS.get(name);
if (command === undefined) {
  const asked = name === "--help" || name === "-h";
  if (asked) console.log(HELP);
  else console.error(`${name === "" ? "a command is missing" : `no command ${name}`}\n\n${HELP}`);
  process.exitCode = asked ? 0 : 2;
} else {
  try {
    process.exitCode = await command.run(
      commandLine,
      process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd(),
    );
  } catch (error) {
    const unusable = error instanceof UnusableOptionError || error instanceof PermanentError;
    console.error(unusable ? `${error.name}: ${error.message}` : error);
    if (error instanceof UnusableOptionError) console.error(`\n${command.help}`);
    process.exitCode = unusable ? 2 : 1;
  }
}

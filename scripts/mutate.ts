import { join } from "node:path";

import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { mutateCommand } from "@sheaf/mutate/mutateCommand";
import { mutateContracts } from "@sheaf/mutate/mutateContracts";
import { UnusableRunError } from "@sheaf/mutate/UnusableRunError";

/** `npm run mutate`: whether the tests of the contracts notice what is wrong. An interrupted run ends its children first. */
const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(name, () =>
    interrupted.abort(
      new UnusableRunError(`Interrupted by ${name}; with --resume FILE a run can go on.`),
    ),
  );
}

const command = mutateCommand(async (options) => {
  const files = { "--resume": options.resumeFile };
  const output = await openOutput({ json: options.json, files });
  await mutateContracts(join(import.meta.dirname, ".."), options, output, interrupted.signal);
  process.exitCode = EXIT.ok;
});

await runCommand(command, process.argv.slice(2));

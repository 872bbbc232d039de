import { join } from "node:path";

import { mutateContracts } from "./mutate/mutateContracts.ts";
import { MUTATE_HELP, parseMutateOptions } from "./mutate/parseMutateOptions.ts";
import { UnusableRunError } from "./mutate/UnusableRunError.ts";

/** `npm run mutate`: whether the tests notice what is wrong. */
const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(name, () =>
    interrupted.abort(
      new UnusableRunError(`Interrupted by ${name}; with --resume FILE a run can go on.`),
    ),
  );
}

try {
  const options = parseMutateOptions(
    process.argv.slice(2),
    process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd(),
  );
  if (options === undefined) console.log(MUTATE_HELP);
  else
    await mutateContracts(
      join(import.meta.dirname, ".."),
      options,
      (line) => console.log(line),
      interrupted.signal,
    );
} catch (error) {
  const unusable = error instanceof UnusableRunError;
  console.error(unusable ? `${error.name}: ${error.message}` : error);
  process.exitCode = unusable ? 2 : 1;
}

import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { showElapsed } from "@sheaf/commands/showElapsed";

import { compileContracts } from "../tools/build/compileContracts.ts";
import { run } from "../tools/build/run.ts";

/** `npm run build`: contracts, generated ABIs, and a type check of every workspace. */
const command = createCommand({
  name: "npm run build --",
  summary: "compile the contracts and check types",
  description: "Compiles the contracts and checks the types of every workspace.",
  exitCodes: "0 everything compiles, 1 something does not, 2 the options cannot be used.",
}).action(async () => {
  const { print } = await openOutput({});
  print("compiling contracts");
  await showElapsed("compiling contracts", compileContracts);
  process.exitCode = EXIT.ok;
  for (const project of [".", "sdk", "keeper", "lab", "app"]) {
    print(`checking types in ${project}`);
    const { code } = await run("tsc", ["-p", project]);
    if (code !== 0) process.exitCode = EXIT.failed;
  }
});

await runCommand(command, process.argv.slice(2));

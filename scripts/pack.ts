import { join } from "node:path";
import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { showElapsed } from "@sheaf/commands/showElapsed";

import { PACKAGES } from "../tools/pack/packages.ts";
import { packWorkspace } from "../tools/pack/packWorkspace.ts";

/** `npm run pack`: the packages as they are published. */
const command = createCommand({
  name: "npm run pack --",
  summary: "build and pack what is published",
  description: "Builds @sheaf/sdk and @sheaf/keeper and packs a tarball of each in cache/packages.",
  exitCodes: "0 both are packed, 1 one does not build, 2 the options cannot be used.",
}).action(async () => {
  const { print } = await openOutput({});
  for (const workspace of PACKAGES) {
    const { name, tarball } = await showElapsed(`packing ${workspace}`, async () =>
      packWorkspace(join(import.meta.dirname, ".."), workspace),
    );
    print(`${name} ${tarball}`);
  }
  process.exitCode = EXIT.ok;
});

await runCommand(command, process.argv.slice(2));

import { runCommand } from "@sheaf/commands/runCommand";

import { sheafProgram } from "../cli/sheafProgram.ts";

await runCommand(sheafProgram(), process.argv.slice(2));

import { setTimeout as pause } from "node:timers/promises";

import { createCommand } from "../src/createCommand.ts";
import { CommandFailedError, UnusableOptionError } from "../src/errors.ts";
import { openOutput } from "../src/openOutput.ts";
import { runCommand } from "../src/runCommand.ts";

/** A program for the tests of `runCommand`. */
const command = createCommand({ name: "chatty", summary: "", description: "", exitCodes: "" })
  .option("--chat")
  .option("--wait")
  .option("--unusable")
  .option("--failed")
  .option("--broken")
  .action(async ({ chat, wait, unusable, failed, broken }) => {
    const { print } = await openOutput({});
    if (chat === true)
      for (let line = 0; line < 100_000; line++) {
        print("a line");
        if (line % 1_000 === 0) await pause(1);
      }
    if (wait === true) {
      print("waiting");
      await pause(60_000);
    }
    if (unusable === true) throw new UnusableOptionError("the moon is too far");
    if (failed === true) throw new CommandFailedError("the engine stopped");
    if (broken === true) throw new Error("a fault of ours");
  });

await runCommand(command, process.argv.slice(2));

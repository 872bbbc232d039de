import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { showElapsed } from "@sheaf/commands/showElapsed";

import { run } from "../tools/build/run.ts";
import { findChromium } from "../tools/e2e/findChromium.ts";
import { installPackages } from "../tools/e2e/installPackages.ts";
import { readReport } from "../tools/e2e/readReport.ts";
import { startStack } from "../tools/e2e/startStack.ts";

const ROOT = join(import.meta.dirname, "..");
const FOLDER = join(ROOT, "e2e");
const RESULTS = join(FOLDER, "results");
/** A short history, and a market that stands still: a week that passes between a quote and its purchase refuses it. */
const START = ["--weeks", "3", "--still"];

/** `npm run e2e`: the app in a real browser, on the product as `npm start` runs it. */
const command = createCommand({
  name: "npm run e2e --",
  summary: "run the browser tests on the running product",
  description:
    "Builds the app, starts the product with a short history, and runs every browser test on it in Chromium. The browser is " +
    "the one of CHROME_PATH, or one in the usual places; as root on Debian it is installed with apt. Screenshots of every " +
    "route and traces of what failed lie in e2e/results.",
  exitCodes:
    "0 nothing failed, 1 something did, 2 the options cannot be used, or there is no browser.",
})
  .argument("[tests...]", "parts of the names of test files; default: all")
  .addOption(jsonOption("the counts"))
  .action(async (tests: readonly string[], { json }: { json?: string }) => {
    const { print, writeJson } = await openOutput({ json });
    const browser = await findChromium(process.env, print);
    if ("missing" in browser) {
      print(browser.missing);
      process.exitCode = EXIT.unusable;
      return;
    }
    const fault = await showElapsed("installing what the browser tests need", () =>
      installPackages(FOLDER),
    );
    if (fault !== undefined) throw new Error(`npm ci failed in e2e: ${fault}`);
    print("building the app");
    const built = await run("vite", ["build", join(ROOT, "app"), "--logLevel", "warn"]);
    const checked = await run("tsc", ["-p", FOLDER]);
    if (built.code !== 0 || checked.code !== 0) {
      process.exitCode = EXIT.failed;
      return;
    }

    await rm(RESULTS, { recursive: true, force: true });
    await mkdir(RESULTS, { recursive: true });
    const stack = await startStack(START, print);
    try {
      const playwright = join(FOLDER, "node_modules", "@playwright", "test", "cli.js");
      const config = ["--config", join(FOLDER, "playwright.config.ts")];
      const { code } = await run(process.execPath, [playwright, "test", ...config, ...tests], {
        environment: {
          SHEAF_E2E_URL: stack.url,
          SHEAF_E2E_CHROMIUM: browser.path,
          SHEAF_E2E_RESULTS: RESULTS,
        },
      });
      const report = await readReport(join(RESULTS, "playwright.json"));
      await writeJson(report);
      print(`${report.passed} passed, ${report.failed} failed`);
      process.exitCode = code === 0 && report.passed > 0 ? EXIT.ok : EXIT.failed;
    } finally {
      await stack.stop();
    }
  });

await runCommand(command, process.argv.slice(2));

import { join } from "node:path";

import { createCommand } from "@sheaf/commands/createCommand";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { portOption } from "@sheaf/commands/portOption";
import { showElapsed } from "@sheaf/commands/showElapsed";
import { switchOption } from "@sheaf/commands/switchOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

import { buildApp } from "../tools/build/buildApp.ts";
import { compileContracts } from "../tools/build/compileContracts.ts";

const ROOT = join(import.meta.dirname, "..");
const WEEKS = 26;
const MAX_WEEKS = 40;
const COMPONENTS = 100;
const PACE = 60; // {s}
const MAX_PACE = 3_600; // {s}, far below the heartbeat of the feeds

/** `sheaf start`, which is `npm start`: the product on one machine. */
export function startCommand() {
  return createCommand({
    name: "start",
    summary: "run the product on this machine: chain, market, indexes, keeper and app",
    description:
      "Starts a local chain in this process, deploys the contracts and a test market, creates three indexes and replays " +
      "the last half year week by week, with the keeper's own code. Then it serves the app at a printed address of this " +
      "machine's loopback. It needs no key, no account and no network, and it keeps nothing: Ctrl-C ends everything. All " +
      "money is test money, and all prices are modelled unless --data names recorded rows. After the history a week passes " +
      "at every --pace: the market moves and the keeper rebalances.",
    exitCodes:
      "130 ended by Ctrl-C, 143 by SIGTERM; 1 failed, 2 the options, the data or the port cannot be used.",
  })
    .addOption(
      wholeNumberOption("--weeks <n>", "weeks of history to replay", {
        from: 1,
        to: MAX_WEEKS,
      }).default(WEEKS),
    )
    .addOption(
      pathOption(
        "--data <dir>",
        "recorded market rows (format: sdk/src/market/README.md), moved in time so that they end today, instead of a modelled market",
      ),
    )
    .addOption(
      wholeNumberOption("--seed <n>", "seed of the modelled market", {
        from: 0,
        to: 2 ** 32 - 1,
      }).default(1),
    )
    .addOption(
      wholeNumberOption("--components <n>", "components of the largest index besides USDC", {
        from: 4,
        to: COMPONENTS,
      }).default(COMPONENTS),
    )
    .addOption(
      wholeNumberOption("--pace <s>", "seconds in which a week passes after the history", {
        from: 1,
        to: MAX_PACE,
      }).default(PACE),
    )
    .addOption(switchOption("--still", "let no week pass after the history").conflicts("pace"))
    .addOption(portOption("--port <n>", "port to serve at; default: 4600, or a free one"))
    .addOption(
      switchOption("--no-app", "serve no app: only the chain, its configuration and the faucet"),
    )
    .addOption(jsonOption("one line with the address and the configuration, once it is ready,"))
    .action(async ({ app, json, pace, still, ...options }) => {
      const { print } = await openOutput({ json });
      print("Sheaf on this machine. Test money only; the software is not audited.");
      await showElapsed("compiling contracts", compileContracts);
      if (app) await showElapsed("building the app", () => buildApp(ROOT));
      const { startProduct } = await import("./start/startProduct.ts");
      await startProduct({
        ...{ ...options, app, json, print },
        pace: still === true ? undefined : pace,
      });
    });
}

import { callerDirectory } from "@sheaf/commands/callerDirectory";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { textOption } from "@sheaf/commands/textOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import { runWeek } from "@sheaf/keeper/runWeek";
import { RULES_NAMES } from "@sheaf/sdk/rules/namedRules";
import { resolve } from "node:path";

import { loadRules } from "../backtest/loadRules.ts";
import { findIndex } from "../index/findIndex.ts";
import { passwordFileOption } from "../keys/passwordFileOption.ts";
import { testPrices } from "../market/testPrices.ts";
import { openSigner } from "../session/openSigner.ts";
import { sessionCommand } from "../session/sessionCommand.ts";
import { useSession } from "../session/useSession.ts";
import { visitInputs } from "./visitInputs.ts";
import { visitLines } from "./visitLines.ts";

const SEED = 1;
const LEADER = "bitcoin";

/** `sheaf keeper once`: one visit of an index by its strategist and its keeper. */
export function keeperOnceCommand() {
  return sessionCommand({
    name: "once",
    summary: "visit an index of a test market: start the epoch that is due, trade, close",
    description:
      "Visits an index once with the keeper's own code. If an epoch is due, it decides by the rules and by the market week at " +
      "which the test market's feeds stand, publishes snapshot and rules, and starts the epoch with the strategist's key. Then it " +
      "trades with the keeper's key until nothing is left to trade, and closes the epoch once it is settled. It asks nobody. " +
      "Progress is kept on chain alone: a visit that was stopped goes on with the next one. It works for deployments with a " +
      "test market.",
    exitCodes:
      "0 nothing is left to do now, 1 the epoch is still open or the visit failed: visit again, 2 an input cannot be used.",
  })
    .argument("<index>", "symbol or address")
    .addOption(
      textOption("--rules <name>", "rules of the index: built-in ones, or a file", (text) =>
        RULES_NAMES.includes(text) ? text : resolve(callerDirectory(), text),
      ).makeOptionMandatory(),
    )
    .addOption(
      textOption("--leader <id>", "market id whose closes tell the regime", (text) => text).default(
        LEADER,
      ),
    )
    .addOption(
      pathOption(
        "--strategist-keystore <file>",
        "encrypted key that starts epochs",
      ).makeOptionMandatory(),
    )
    .addOption(
      pathOption(
        "--keeper-keystore <file>",
        "encrypted key that trades and closes",
      ).makeOptionMandatory(),
    )
    .addOption(passwordFileOption())
    .addOption(
      pathOption(
        "--snapshots <dir>",
        "folder in which snapshots and rules are published",
      ).makeOptionMandatory(),
    )
    .addOption(
      wholeNumberOption("--seed <n>", "of the modelled market, as at the deployment", {
        from: 0,
      }).default(SEED),
    )
    .addOption(
      pathOption("--data <dir>", "recorded market rows (format: sdk/src/market/README.md)"),
    )
    .addOption(jsonOption("what the visit did"))
    .action(async (wanted, { rules: chosen, leader, json, snapshots, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      const { passwordFile, strategistKeystore, keeperKeystore, seed, data, ...given } = options;
      const [rules, market] = await Promise.all([
        loadRules(chosen, leader),
        testPrices({ data, seed }),
      ]);
      await useSession(given, async (session) => {
        const vault = await findIndex(session, wanted);
        const strategist = await openSigner(session, {
          ...{ keystore: strategistKeystore, passwordFile },
        });
        const keeper = await openSigner(session, { keystore: keeperKeystore, passwordFile });
        const visit = { session, vault, rules, market, strategist, keeper, snapshots };
        const summary = await runWeek(await visitInputs(visit));
        for (const line of visitLines(summary)) print(line);
        const { snapshot: _, ...report } = summary;
        await writeJson(report);
        process.exitCode = summary.closed === "open" ? EXIT.failed : EXIT.ok;
      });
    });
}

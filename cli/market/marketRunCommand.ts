import { setTimeout } from "node:timers/promises";

import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

import { signingCommand } from "../session/signingCommand.ts";
import { confirm } from "../session/confirm.ts";
import { useSession } from "../session/useSession.ts";
import type { MarketStepReport, Prices } from "./stepMarket.ts";
import { testPrices } from "./testPrices.ts";

const SEED = 1;
const MAX_DAYS = 365;

/** `sheaf market run`: a test market's feeds and pools move. */
export function marketRunCommand() {
  return signingCommand({
    name: "run",
    summary: "move the feeds and pools of a test market, once or again and again",
    description:
      "Moves the feeds and pools of a test market to the next week of a modelled market, of recorded rows (--data), or to prices " +
      "that a file names (--prices). Every feed answers anew, so that an index there can trade. The feeds themselves say at " +
      "which week the market stands: nothing is kept between two runs. Anybody may move a test market.",
    exitCodes:
      "0 moved, 1 failed or not confirmed, 2 the options, the data, the key or the node cannot be used; 130 ended by Ctrl-C.",
  })
    .addOption(
      wholeNumberOption("--seed <n>", "of the modelled market, as at the deployment", {
        from: 0,
      }).default(SEED),
    )
    .addOption(
      pathOption("--data <dir>", "recorded market rows (format: sdk/src/market/README.md)"),
    )
    .addOption(
      pathOption("--prices <file>", 'prices in USD: {"ID": "12.5"}').conflicts(["data", "seed"]),
    )
    .addOption(
      wholeNumberOption("--interval <s>", "seconds between two moves; default: one move", {
        from: 1,
      }),
    )
    .addOption(
      wholeNumberOption("--pass-days <n>", "move the clock of a local node first", {
        from: 1,
        to: MAX_DAYS,
      }),
    )
    .addOption(jsonOption("the last move"))
    .action(async ({ seed, data, prices, interval, passDays: days, json, yes, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      const [{ openWallet }, { passDays }, { readPrices }, { stepMarket }] = await Promise.all([
        import("../deploy/openWallet.ts"),
        import("./passDays.ts"),
        import("./readPrices.ts"),
        import("./stepMarket.ts"),
      ]);
      const source: Prices =
        prices !== undefined ? await readPrices(prices) : await testPrices({ data, seed });
      await useSession(options, async ({ book, rpcUrl }) => {
        const wallet = await openWallet(options, book.chainId);
        const question = `Move the test market on ${book.network} with ${wallet.address}?`;
        await confirm({ question, yes: yes === true });
        if (days !== undefined) await passDays(rpcUrl, days);
        for (;;) {
          const report = await stepMarket({ book, rpcUrl, wallet, prices: source });
          print(lineOf(report));
          await writeJson(report);
          if (interval === undefined) break;
          await setTimeout(interval * 1000);
        }
      });
      process.exitCode = EXIT.ok;
    });
}

function lineOf({ week, date, moved, sent }: MarketStepReport): string {
  const what = week === null ? "named prices" : `week ${week}, ${date}`;
  return `${what}: ${moved} tokens moved in ${sent} transactions`;
}

import { countOf } from "@sheaf/commands/countOf";
import { createCommand } from "@sheaf/commands/createCommand";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { localNodeUrlOption } from "@sheaf/commands/localNodeUrlOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { showElapsed } from "@sheaf/commands/showElapsed";
import { switchOption } from "@sheaf/commands/switchOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import type { Market } from "@sheaf/sdk/market/market";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { selectWeeks } from "@sheaf/lab/market/selectWeeks";

import { checkNode } from "../demo/checkNode.ts";
import { demoPassed, summaryLines } from "../demo/demoSummary.ts";
import { exitLines } from "../demo/exit/exitLines.ts";
import { exitPassed } from "../demo/exit/exitPassed.ts";
import type { DemoInputs } from "../demo/runDemo.ts";
import { compileContracts } from "../tools/build/compileContracts.ts";
import { probeNode } from "./chain/probeNode.ts";

const WEEKS = 52;
const MODELLED_NAMES = 240;

type DemoOptions = {
  readonly data?: string;
  readonly weeks: number;
  readonly seed: number;
};

type Outcome = {
  readonly lines: readonly string[];
  readonly summary: object; // as JSON
  readonly passed: boolean;
};

/** `sheaf demo`: the whole loop once, on a local chain. */
export function demoCommand() {
  return createCommand({
    name: "demo",
    summary: "run the whole loop once, on a local chain in this process",
    description:
      "The whole loop once, on a local chain that lives in this process: signals -> rules -> plan -> execution -> chain -> " +
      "ledger. It deploys everything, creates an index from USDC, rebalances it weekly, lists names as they come within " +
      "reach, leaves for USDC when the rules say bear, while three people come and go. A year of a hundred components " +
      "takes some minutes, eight weeks of them less than one. It needs no key, no account and no network.",
    exitCodes:
      "0 every closing check holds, 1 a check or the run failed, 2 the options, the data or the node cannot be used.",
  })
    .addOption(
      pathOption(
        "--data <dir>",
        "recorded market rows (format: sdk/src/market/README.md) instead of a modelled market",
      ),
    )
    .addOption(
      wholeNumberOption("--weeks <n>", "weeks to run", { from: 1, to: WEEKS }).default(WEEKS),
    )
    .addOption(
      wholeNumberOption("--components <n>", "components of the index besides USDC", {
        from: 4,
        to: 100,
      }).default(100),
    )
    .addOption(
      wholeNumberOption(
        "--kill-keeper-at <week>",
        "week from which the keeper is gone as soon as an epoch has started, once: strangers finish it within the bounds",
        { from: 1, to: WEEKS },
      ),
    )
    .addOption(
      switchOption(
        "--exit",
        "something shorter: a full exit to three stablecoins when the regime turns bear, and the way back when it turns " +
          "bull, with deep pools, with shallow ones and with dear gas; about a minute",
      ).conflicts(["weeks", "killKeeperAt"]),
    )
    .addOption(
      wholeNumberOption("--seed <n>", "seed of the modelled market", {
        from: 0,
        to: 2 ** 32 - 1,
      }).default(1),
    )
    .addOption(
      localNodeUrlOption(
        "--rpc <url>",
        "run on a local node of chain 31337 instead of a chain in this process; `npm run sheaf -- node` starts one",
      ),
    )
    .addOption(
      pathOption(
        "--snapshots <dir>",
        "publish each decision's snapshot and rules there, for `npm run sheaf -- verify`",
      ),
    )
    .addOption(jsonOption("the closing summary"))
    .action(async (options) => {
      const { weeks, components, killKeeperAt, exit, rpc, snapshots, json } = options;
      if (killKeeperAt !== undefined && killKeeperAt > weeks)
        throw new UnusableOptionError(
          `--kill-keeper-at takes a whole number from 1 to ${weeks}, not "${killKeeperAt}"`,
        );
      const folders = { "--snapshots": snapshots };
      const { print, width, writeJson } = await openOutput({ json, folders });
      const market = await loadMarket(options);
      if (rpc !== undefined) checkNode(await probeNode(rpc), market.weeks[0]?.date ?? "");
      const inputs = {
        market,
        components,
        rpcUrl: rpc,
        snapshotsDirectory: snapshots,
        killKeeperAt,
        print,
        width,
      };
      for (const line of introduction(market, exit === true)) print(line);
      await showElapsed("compiling contracts", compileContracts);
      const { lines, summary, passed } = await (exit === true ? leave(inputs) : run(inputs));
      print("");
      for (const line of lines) print(line);
      await writeJson(summary);
      process.exitCode = passed ? EXIT.ok : EXIT.failed;
    });
}

async function loadMarket({ data, seed, weeks }: DemoOptions): Promise<Market> {
  if (data === undefined) return modelMarket({ seed, weeks, names: MODELLED_NAMES });
  return selectWeeks(await loadRecordedMarket(data), weeks);
}

function introduction({ name, weeks, modelled }: Market, isExit: boolean): string[] {
  return [
    isExit
      ? `Sheaf demo of a full exit to stablecoins and the way back, on the ${name}`
      : `Sheaf demo on the ${name}, ${countOf(weeks.length, "week")} from ${weeks[0]?.date}`,
    modelled
      ? "Prices are modelled, made up by a seeded program: they show how the loop works, not what it earns."
      : "Prices are recorded rows of the past: they promise nothing about the future.",
    "compiling contracts, if they changed",
  ];
}

async function run(inputs: DemoInputs): Promise<Outcome> {
  const { runDemo } = await import("../demo/runDemo.ts");
  const summary = await runDemo(inputs);
  return { lines: summaryLines(summary), summary, passed: demoPassed(summary) };
}

async function leave(inputs: DemoInputs): Promise<Outcome> {
  const { runExit } = await import("../demo/exit/runExit.ts");
  const summary = await runExit(inputs);
  return { lines: exitLines(summary, inputs.width), summary, passed: exitPassed(summary) };
}

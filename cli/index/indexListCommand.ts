import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { layOutTable } from "@sheaf/commands/layOutTable";
import { openOutput } from "@sheaf/commands/openOutput";
import type { IndexView } from "@sheaf/sdk/lens/indexView";
import { readIndexView } from "@sheaf/sdk/lens/readIndexView";

import { sessionCommand } from "../session/sessionCommand.ts";
import { useSession } from "../session/useSession.ts";
import { dollarText } from "../text/dollarText.ts";
import { listIndexes } from "./listIndexes.ts";

/** `sheaf index list`: every index of a deployment. */
export function indexListCommand() {
  return sessionCommand({
    name: "list",
    summary: "print every index of a deployment",
    description:
      "Prints every index of a deployment, from the chain: NAV per share, NAV, regime and number of components. Anybody may " +
      "create an index under any name and symbol; its address is what tells it from others.",
    exitCodes: "0 printed, 1 failed, 2 the options, the node or the address book cannot be used.",
  })
    .addOption(jsonOption("the indexes"))
    .action(async ({ json, ...given }) => {
      const { print, width, writeJson } = await openOutput({ json });
      const views = await useSession(given, async (session) => {
        const lens = session.book.contracts.lens.address;
        const found: IndexView[] = [];
        for (const { address: vault } of await listIndexes(session))
          found.push(await readIndexView({ client: session.client, lens, vault }));
        return found;
      });
      for (const line of linesOf(views, width)) print(line);
      await writeJson({ indexes: views });
      process.exitCode = EXIT.ok;
    });
}

function linesOf(views: readonly IndexView[], width: number): string[] {
  if (views.length === 0) return ["There is no index yet. `sheaf index create` creates one."];
  const { head, row } = layOutTable(
    [
      { title: "symbol", width: 8, align: "left" },
      { title: "NAV/share", width: 12, align: "right" },
      { title: "NAV", width: 16, align: "right", drop: 2 },
      { title: "regime", width: 7, align: "left", drop: 3 },
      { title: "components", width: 10, align: "right", drop: 1 },
      { title: "address", width: 42, align: "left" },
    ],
    width,
  );
  return [
    head(),
    ...views.flatMap((view) =>
      row(
        [
          view.symbol,
          dollarText(view.navPerShare),
          dollarText(view.nav),
          view.regime.value,
          String(view.components.length),
          view.vault,
        ],
        view.navComplete ? view.name : `${view.name}; NAV is incomplete, a price is unknown`,
      ),
    ),
  ];
}

import { addressOption } from "@sheaf/commands/addressOption";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { isAddressEqual } from "viem";

import { sessionCommand } from "../../session/sessionCommand.ts";
import { useSession } from "../../session/useSession.ts";
import { NeverListedError } from "../errors.ts";
import { listingText } from "../words/listingText.ts";
import { publishProposal } from "./publishProposal.ts";
import { readListingHistory } from "./readListingHistory.ts";

/** `sheaf admin listing relist`: proposes anew what a component was last listed with. */
export function relistCommand() {
  return sessionCommand({
    name: "relist",
    summary: "propose a listed component anew, to end a freeze or a restriction",
    description:
      "Writes a proposal with the terms that a component was last listed with. Listing it anew ends a freeze, a sell-only status and tightened limits. Edit the file for other terms; a new feed must agree with the old one, or wait nine days. `sheaf admin listing announce` announces it.",
    exitCodes:
      "0 written or printed, 1 failed, 2 the options or the node cannot be used, or the token was never listed.",
  })
    .addOption(addressOption("--token <address>", "the component").makeOptionMandatory())
    .addOption(pathOption("--out <file>", "write the proposal to a file instead of printing it"))
    .addOption(jsonOption("the proposal"))
    .action(async ({ token, out, json, ...options }) => {
      const { print, writeJson } = await openOutput({ json, files: { "--out": out } });
      await useSession(options, async (session) => {
        const listing = (await readListingHistory(session)).findLast((each) =>
          isAddressEqual(each.token, token),
        );
        if (listing === undefined) throw new NeverListedError(token);
        print(`Proposed: ${listingText(listing)}.`);
        await writeJson(await publishProposal(session, listing, { out, print }));
      });
      process.exitCode = EXIT.ok;
    });
}

import { addressOption } from "@sheaf/commands/addressOption";
import { basisPointsOption } from "@sheaf/commands/basisPointsOption";
import { pathOption } from "@sheaf/commands/pathOption";
import { switchOption } from "@sheaf/commands/switchOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

import { actionCommand } from "../actionCommand.ts";
import { UnlistableError } from "../errors.ts";
import { runAction } from "../runAction.ts";
import { listingText } from "../words/listingText.ts";
import { factLines } from "./factLines.ts";
import { listingFaults } from "./listingFaults.ts";
import { planProbe } from "./planProbe.ts";
import { proposeListing } from "./proposeListing.ts";
import { publishProposal } from "./publishProposal.ts";
import { readListingFacts } from "./readListingFacts.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD
const DAY = 86_400; // {s}

/** `sheaf admin listing propose`: checks a newcomer to the universe, writes a proposal, and probes the token. */
export function proposeCommand() {
  return actionCommand({
    name: "propose",
    summary: "check a newcomer, write its proposal, and probe the token (anyone)",
    description:
      "Reads a token and its price feed from the chain, finds its Uniswap v3 pools, refuses what the registry would refuse, and writes a proposal for `sheaf admin listing announce`. A token that was never probed is probed: you need a little of it, which comes back in the same call.",
  })
    .addOption(addressOption("--token <address>", "the newcomer").makeOptionMandatory())
    .addOption(
      addressOption(
        "--feed <address>",
        "its price feed in dollars, in Chainlink's shape",
      ).makeOptionMandatory(),
    )
    .addOption(
      wholeNumberOption("--heartbeat <seconds>", "greatest age of an answer", {
        from: 1,
        to: 2 ** 24 - 1,
      }).default(DAY),
    )
    .addOption(
      wholeNumberOption(
        "--band <times>",
        "how many times the price may rise or fall from today's",
        {
          from: 2,
          to: 999,
        },
      ).default(100),
    )
    .addOption(
      basisPointsOption("--tier <bps>", "part of the value that a trade of it may lose").default(
        200,
      ),
    )
    .addOption(
      basisPointsOption("--max-weight <bps>", "greatest weight in an index").makeOptionMandatory(),
    )
    .addOption(switchOption("--stable", "a stablecoin; its band is 5 % around a dollar"))
    .addOption(switchOption("--no-probe", "do not probe the token now"))
    .addOption(pathOption("--out <file>", "write the proposal to a file instead of printing it"))
    .action(({ token, feed, heartbeat, band, tier, maxWeight, stable, probe, out, ...options }) =>
      runAction(options, async (session, print) => {
        const facts = await readListingFacts(session, { token, feed });
        for (const line of factLines(facts)) print(line);
        const listing = proposeListing(facts, {
          heartbeat,
          band: BigInt(band),
          slippage: BigInt(tier) * BASIS_POINT,
          maxWeight: BigInt(maxWeight) * BASIS_POINT,
          stable: stable === true,
        });
        const faults = listingFaults(listing, facts);
        if (faults.length > 0) throw new UnlistableError(token, faults);
        print(`Proposed: ${listingText(listing)}.`);
        await publishProposal(session, listing, { out, print });
        return facts.token.isProbed || !probe
          ? { signer: "anyone", steps: [] }
          : planProbe(session, facts);
      }),
    );
}

import { writeFile } from "node:fs/promises";

import { formatJson } from "@sheaf/commands/formatJson";
import type { Output } from "@sheaf/commands/openOutput";

import type { Session } from "../../session/openSession.ts";
import type { Listing } from "./listing.ts";
import type { Proposal } from "./proposal.ts";

/** Writes a proposal to a file, or prints it where none is named. */
export async function publishProposal(
  { client, book }: Session,
  listing: Listing,
  { out, print }: { readonly out: string | undefined; readonly print: Output["print"] },
): Promise<Proposal> {
  const proposal: Proposal = {
    version: 1,
    chainId: client.chain.id,
    registry: book.contracts.registry.address,
    listings: [listing],
  };
  const text = formatJson(proposal);
  if (out === undefined) print(text);
  else {
    await writeFile(out, text);
    print(`Proposal written to ${out}. \`sheaf admin listing announce\` announces it.`);
  }
  return proposal;
}

import type { Signer } from "ethers";

import type { Sheaf } from "../deploy/deploySheaf.ts";
import { listComponents } from "../deploy/listComponents.ts";
import type { Listing } from "../deploy/listComponents.ts";
import type { LocalMarket } from "./LocalMarket.ts";
import { probeOnMarket } from "./probeOnMarket.ts";

/** Has the market's operator probe tokens that were never listed, and lists what is wanted behind every delay. */
export async function listOnMarket(
  sheaf: Pick<Sheaf, "registry" | "timelock">,
  { operator }: Pick<LocalMarket, "operator">,
  admin: Signer,
  listings: readonly Listing[],
  waitFor: (seconds: bigint) => Promise<void>,
  salt?: string,
): Promise<void> {
  const { registry } = sheaf;
  const tokens: string[] = [];
  for (const { token } of listings)
    if (!(await registry.isProbed(token))) tokens.push(token as string);
  await probeOnMarket(operator, registry, tokens);
  await listComponents(sheaf, admin, listings, waitFor, salt);
}

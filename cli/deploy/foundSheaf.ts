import type { Deployer } from "../../deploy/chain/openDeployer.ts";
import { passTime } from "../../deploy/chain/passTime.ts";
import type { Listing } from "../../deploy/listComponents.ts";
import { probeToken } from "../../deploy/probeToken.ts";
import { publishBook } from "../../deploy/publishBook.ts";
import { announcementsOf } from "../../deploy/steps/announcementsOf.ts";
import { checkLeftNothing } from "../../deploy/steps/checkLeftNothing.ts";
import { handOver } from "../../deploy/steps/handOver.ts";
import { listFounding } from "../../deploy/steps/listFounding.ts";
import type { Holder } from "../../deploy/steps/readHolders.ts";
import { scheduleFounding } from "../../deploy/steps/scheduleFounding.ts";
import { probeOnMarket } from "../../market/probeOnMarket.ts";
import type {
  ComponentRegistry,
  MarketOperator,
  Roles,
  TimelockController,
} from "../../types/index.js";

/** A listing, and where the token for its probe comes from: the deployer, or the operator that mints it. */
export type FirstListing = {
  readonly listing: Listing & { readonly token: string };
  readonly probe: bigint | "minted"; // {tok}
};

export type Founding = {
  readonly deployer: Deployer;
  readonly timelock: TimelockController;
  readonly roles: Roles;
  readonly registry: ComponentRegistry;
  readonly operator: MarketOperator | undefined;
  readonly listings: readonly FirstListing[];
  readonly block: number; // of the timelock's creation
  readonly passDelays: boolean;
  readonly print: (line: string) => void;
};

export type Founded = {
  readonly holders: readonly Holder[];
  readonly waitsUntil: number | undefined; // {s} date from which the next run goes on
};

/**
 * Schedules the first listings, hands over, and carries the listings out as far as the delays let it. Every step asks the chain
 * what is done, and does the rest.
 */
export async function foundSheaf(founding: Founding): Promise<Founded> {
  const { deployer, timelock, roles, registry, listings, block, print } = founding;
  const { ask, signer, account } = deployer;
  await probeAll(founding);
  const tokens = listings.map(({ listing }) => listing);
  const announcements = await announcementsOf(registry, timelock, tokens);
  await scheduleFounding(timelock, signer, announcements);
  print(`scheduled in the timelock: listings of ${tokens.length} components`);
  await handOver(timelock, signer);
  const holders = await checkLeftNothing(ask, { timelock, roles }, account, block);
  print("handed over: the deployer holds no role, by the chain's events and by hasRole");

  const waitUntil = (date: number) => passTime(ask, date, founding.passDelays);
  const date = await listFounding({ timelock, registry, signer, announcements, waitUntil });
  if (date !== undefined) return { holders, waitsUntil: date };
  print(`listed: ${tokens.length} components`);
  await publishBook(
    registry,
    signer,
    tokens.map(({ token }) => token),
  );
  print("published: the registry's book");
  const end = Number(await registry.foundingEnd());
  return { holders, waitsUntil: (await waitUntil(end)) ? undefined : end };
}

async function probeAll({
  deployer,
  registry,
  operator,
  listings,
  print,
}: Founding): Promise<void> {
  const minted: string[] = [];
  for (const { listing, probe } of listings) {
    const { token } = listing;
    if (await registry.isProbed(token)) continue;
    if (probe === "minted") minted.push(token);
    else await probeToken(registry, deployer.signer, token, probe);
  }
  if (operator !== undefined) await probeOnMarket(operator, registry, minted);
  print(`probed: ${listings.length} components`);
}

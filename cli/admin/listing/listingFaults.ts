import { dateText } from "@sheaf/sdk/errors/text/dateText";
import { durationText } from "@sheaf/sdk/errors/text/durationText";
import { percentText } from "@sheaf/sdk/errors/text/percentText";
import { isAddressEqual } from "viem";

import type { Listing } from "./listing.ts";
import type { ListingFacts } from "./listingFacts.ts";

// Bounds of `ListingChecks`.
const MAX_TOKEN_DECIMALS = 27;
const MAX_FEED_DECIMALS = 18;
const MAX_SLIPPAGE = 5n * 10n ** 16n; // {1} WAD
const MAX_STABLE_WEIGHT = 5n * 10n ** 17n; // {1} WAD
const MAX_HEARTBEAT = 2 ** 24 - 1; // {s}
const MAX_BAND = 1_000_000n;
const WAD = 10n ** 18n;

/** Why the registry would not list a newcomer, or an index could not trade it. Empty if it is fit. */
export function listingFaults(listing: Listing, facts: ListingFacts): string[] {
  return [
    ...tokenFaults(listing, facts),
    ...feedFaults(listing, facts),
    ...termFaults(listing, facts),
  ];
}

function tokenFaults({ token: address }: Listing, { token, pools }: ListingFacts): string[] {
  const faults: string[] = [];
  if (token.isListed)
    faults.push("it is listed already; `sheaf admin listing relist` lists it anew");
  if (token.decimals === undefined) faults.push(`${address} does not answer as an ERC-20 token`);
  else if (token.decimals > MAX_TOKEN_DECIMALS)
    faults.push(`it has ${token.decimals} decimals, and at most ${MAX_TOKEN_DECIMALS} are listed`);
  if (pools.every(({ liquidity }) => liquidity === 0n))
    faults.push(
      "it has no Uniswap v3 pool with liquidity against USDC or WETH, so that no index could trade it",
    );
  return faults;
}

function feedFaults({ heartbeat }: Listing, { feed, now }: ListingFacts): string[] {
  const { address, decimals, answer, updatedAt } = feed;
  if (decimals === undefined || answer === undefined || updatedAt === undefined)
    return [`the feed ${address} does not answer as a price feed`];
  const faults: string[] = [];
  if (decimals > MAX_FEED_DECIMALS)
    faults.push(`its feed has ${decimals} decimals, and at most ${MAX_FEED_DECIMALS} are listed`);
  if (answer <= 0n) faults.push(`its feed answers ${answer}, which is no price`);
  if (updatedAt > now)
    faults.push(`its feed answers as of ${dateText(updatedAt)}, which has not come yet`);
  else if (now - updatedAt > BigInt(heartbeat))
    faults.push(
      `its feed last answered on ${dateText(updatedAt)}, longer ago than a heartbeat of ${durationText(BigInt(heartbeat))}`,
    );
  return faults;
}

function termFaults(listing: Listing, { feed, usdc }: ListingFacts): string[] {
  const { token, heartbeat, minAnswer, maxAnswer, slippage, maxWeight, stable } = listing;
  const faults: string[] = [];
  if (slippage > MAX_SLIPPAGE)
    faults.push(
      `a slippage tier is at most ${percentText(MAX_SLIPPAGE)}, not ${percentText(slippage)}`,
    );
  if (maxWeight > WAD)
    faults.push(`a maximum weight is at most 100 %, not ${percentText(maxWeight)}`);
  if (stable && maxWeight > MAX_STABLE_WEIGHT && !isAddressEqual(token, usdc))
    faults.push(
      `the maximum weight of a stablecoin is at most ${percentText(MAX_STABLE_WEIGHT)}, not ${percentText(maxWeight)}`,
    );
  if (heartbeat < 1 || heartbeat > MAX_HEARTBEAT)
    faults.push(`a heartbeat is 1 to ${MAX_HEARTBEAT} seconds, not ${heartbeat}`);
  if (minAnswer <= 0n || minAnswer >= maxAnswer)
    faults.push(
      `the band of ${minAnswer} to ${maxAnswer} is none: its feed has too few digits for it`,
    );
  else if (maxAnswer >= minAnswer * MAX_BAND)
    faults.push(`the band of ${minAnswer} to ${maxAnswer} is a million times wide or more`);
  if (feed.answer !== undefined && (feed.answer < minAnswer || feed.answer > maxAnswer))
    faults.push(
      `its feed answers ${feed.answer}, outside the band of ${minAnswer} to ${maxAnswer}`,
    );
  return faults;
}

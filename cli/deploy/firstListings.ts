import { Interface } from "ethers";
import type { Provider } from "ethers";

import { readContract } from "../../deploy/checks/readContract.ts";
import { readRound } from "../../deploy/checks/readRound.ts";
import { dollarListingOf } from "../../deploy/dollarListingOf.ts";
import { listingOf } from "../../deploy/listingOf.ts";
import type { NetworkFile } from "../../deploy/network/networkSchema.ts";
import { componentListing } from "../../deploy/steps/componentListing.ts";
import { probeAmount } from "../../deploy/steps/probeAmount.ts";
import type { MarketName } from "../../market/LocalMarket.ts";
import type { External } from "./addressBookOf.ts";
import type { FirstListing } from "./foundSheaf.ts";

const TOKEN = new Interface(["function decimals() view returns (uint8)"]);
const USDC_DECIMALS = 6;

/** How USDC, the components of the network file and the names of the test market are listed first. */
export async function firstListings(
  provider: Provider,
  { usdc, components }: NetworkFile,
  external: External,
  names: readonly MarketName[],
): Promise<FirstListing[]> {
  const round = await readRound(provider, "feed of USDC", external.usdcFeed);
  const dollar = dollarListingOf({
    token: external.usdc,
    feed: external.usdcFeed,
    tokenDecimals: USDC_DECIMALS,
    feedDecimals: round.decimals,
  });
  const usdcListing: FirstListing =
    usdc === "test"
      ? { listing: dollar, probe: "minted" }
      : {
          listing: { ...dollar, heartbeat: BigInt(usdc.feed.heartbeat) },
          probe: probeAmount(USDC_DECIMALS),
        };
  const given = components.map(async (component): Promise<FirstListing> => {
    const { token, feed } = component;
    const read = readContract(provider, "component", token.address, TOKEN, "decimals", []);
    const tokenDecimals = Number(await read);
    const { decimals } = await readRound(provider, "feed", feed.address);
    return {
      listing: componentListing(component, tokenDecimals, decimals),
      probe: probeAmount(tokenDecimals),
    };
  });
  const made = names.map((name) => ({ listing: listingOf(name), probe: "minted" as const }));
  return [usdcListing, ...(await Promise.all(given)), ...made];
}

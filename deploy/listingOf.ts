import { ZeroAddress } from "ethers";

import type { MarketName } from "../scripts/market/LocalMarket.ts";
import type { Listing } from "./listComponents.ts";

/** ERC-7726 name of the US dollar (ISO 4217). */
const US_DOLLAR = "0x0000000000000000000000000000000000000348";
const WAD = 10n ** 18n;
const DAY = 86_400n; // {s}
const UINT128_MAX = 2n ** 128n - 1n;

/**
 * How a local market's name is listed: a heartbeat of a day, any positive answer, a tier of 2 %, weights up to 32 %:
 * the rules buy up to 25 % and let a component grow by a quarter of that before they sell.
 * Dust is a ten-billionth of a whole token, or one smallest unit.
 */
export function listingOf(name: Pick<MarketName, "token" | "feed" | "tokenDecimals">): Listing {
  const dust = 10n ** BigInt(Math.max(name.tokenDecimals - 10, 0));
  return {
    token: name.token,
    feed: name.feed,
    quote: US_DOLLAR,
    heartbeat: DAY,
    minimumAnswer: 1n,
    maximumAnswer: UINT128_MAX,
    secondFeed: ZeroAddress,
    secondHeartbeat: 0n,
    maximumDivergence: 0n,
    slippage: (WAD * 2n) / 100n,
    maximumWeight: (WAD * 32n) / 100n,
    dust,
    stable: false,
  };
}

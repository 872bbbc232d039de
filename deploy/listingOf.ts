import { ZeroAddress } from "ethers";

import type { Listing } from "./listComponents.ts";

/** ERC-7726 name of the US dollar (ISO 4217). */
const US_DOLLAR = "0x0000000000000000000000000000000000000348";
const WAD = 10n ** 18n;
const DAY = 86_400n; // {s}
/** {1} How far an answer may move from the first one, up or down: both together make the registry's `MAX_BAND`. */
const SWING = 1_000n;
const UINT128_MAX = 2n ** 128n - 1n;
const ONE_DOLLAR = 10n ** 8n; // D(feed){usd/token}, a feed of 8 decimals

export type ListedName = {
  readonly token: string;
  readonly feed: string;
  readonly tokenDecimals: number;
  readonly answer?: bigint | undefined; // D(feed){usd/token}
};

/**
 * How a local market's name is listed: a heartbeat of a day, answers within a thousand times up and down of the one at hand
 * (a dollar by 8 decimals, if none is given), a tier of 2 %, weights up to 32 %:
 * the rules buy up to 25 % and let a component grow by a quarter of that before they sell.
 * Dust is a ten-billionth of a whole token, or one smallest unit.
 */
export function listingOf(name: ListedName): Listing & { readonly token: string } {
  const { answer = ONE_DOLLAR } = name;
  const minAnswer = answer > SWING ? answer / SWING : 1n;
  const widest = minAnswer * SWING * SWING - 1n;
  const dust = 10n ** BigInt(Math.max(name.tokenDecimals - 10, 0));
  return {
    token: name.token,
    feed: name.feed,
    quote: US_DOLLAR,
    heartbeat: DAY,
    minAnswer,
    maxAnswer: widest < UINT128_MAX ? widest : UINT128_MAX,
    secondFeed: ZeroAddress,
    secondHeartbeat: 0n,
    maxDivergence: 0n,
    slippage: (WAD * 2n) / 100n,
    maxWeight: (WAD * 32n) / 100n,
    dust,
    stable: false,
  };
}

import {
  AdminDelayError,
  ComponentTermsError,
  ComponentTwiceError,
  NothingToListError,
  TestMarketError,
  VenueError,
} from "../errors.ts";
import type { NetworkFile } from "../network/networkSchema.ts";

/** Hardhat's and anvil's. */
const LOCAL_CHAIN_ID = 31337;
const DAY = 86_400; // {s}
const WAD = 10n ** 18n;

/** {s} Two days of the registry's delay more, and the first listings are in force within its founding period of seven. */
export const ADMIN_DELAY = { min: DAY, max: 4 * DAY } as const;
/** `ComponentRegistry`'s own bounds. */
const MAX_BAND = 1_000_000n; // {1}
const MAX_SLIPPAGE = WAD / 20n;
const MAX_STABLE_WEIGHT = WAD / 2n;
const STABLE_BAND = { min: (95n * WAD) / 100n, max: (105n * WAD) / 100n } as const;

/**
 * Checks the parts of a network file that need no node.
 * @throws AdminDelayError, VenueError, NothingToListError, TestMarketError, ComponentTwiceError, ComponentTermsError
 */
export function checkTerms(file: NetworkFile, testTokens: number | undefined): void {
  const { min, max } = ADMIN_DELAY;
  if (file.adminDelay < min || file.adminDelay > max)
    throw new AdminDelayError(file.adminDelay, min, max);
  const deploysVenue = file.poolFactory === "deploy" || file.weth === "deploy";
  if (deploysVenue && file.chainId !== LOCAL_CHAIN_ID)
    throw new VenueError(file.name, file.chainId);
  if (testTokens !== undefined && file.usdc !== "test") throw new TestMarketError(file.name);
  if (testTokens === undefined && file.components.length === 0)
    throw new NothingToListError(file.name);
  const seen = new Set<bigint>();
  for (const component of file.components) {
    const { address } = component.token;
    if (seen.has(BigInt(address))) throw new ComponentTwiceError(address);
    seen.add(BigInt(address));
    const fault = faultOf(component);
    if (fault !== undefined) throw new ComponentTermsError(address, fault);
  }
}

function faultOf(terms: NetworkFile["components"][number]): string | undefined {
  const { minPrice, maxPrice, slippage, maxWeight, stable } = terms;
  if (minPrice >= maxPrice) return "minPrice is not below maxPrice";
  if (maxPrice >= minPrice * MAX_BAND) return "maxPrice is a million times minPrice or more";
  if (slippage > MAX_SLIPPAGE) return "slippage is over 0.05";
  if (maxWeight > WAD) return "maxWeight is over 1";
  if (stable && maxWeight > MAX_STABLE_WEIGHT) return "a stablecoin's maxWeight is over 0.5";
  if (stable && (minPrice < STABLE_BAND.min || maxPrice > STABLE_BAND.max))
    return "a stablecoin's prices reach beyond 5 % of a dollar";
  return undefined;
}

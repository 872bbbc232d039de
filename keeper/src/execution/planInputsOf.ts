import type { Address } from "viem";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { UNIT_SCALE } from "@sheaf/sdk/units/unitScale";
import { WAD } from "@sheaf/sdk/units/wad";
import type { ComponentState, IndexState } from "@sheaf/sdk/chain/indexState";
import type { ChunkLimits } from "@sheaf/sdk/plan/limitChunks";
import type { PlanInputs } from "@sheaf/sdk/plan/planTrades";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";

import { navOf } from "./navOf.ts";
import { UsdcPriceMissingError } from "./errors.ts";

export type PlanningOptions = {
  readonly limits?: Partial<PlanLimits>;
  /** Components that are not to be traded now, with the reason. */
  readonly blocked?: ReadonlyMap<Address, string>;
  /** Components that are not to be bought now, with the reason. */
  readonly notBought?: ReadonlyMap<Address, string>;
  /** Components that the vault reports off their targets: traded however small. */
  readonly insisted?: ReadonlySet<Address>;
  readonly chunks?: ChunkLimits | undefined;
  /** How often what may be lost and turned over is halved, after a trade went over it. */
  readonly halvings?: number;
};

const D36 = 10n ** 36n;
/** WAD Part of the turnover limit that is kept back, as prices may rise before the trade. */
const TURNOVER_RESERVE = WAD / 10_000n;

/**
 * What a plan needs to know of an index to lead it from where it stands to its epoch's targets.
 *
 * @throws UsdcPriceMissingError where no price of USDC says what anything costs.
 */
export function planInputsOf(
  index: IndexState,
  { limits, blocked, notBought, insisted, chunks, halvings = 0 }: PlanningOptions = {},
): PlanInputs {
  const usdc = index.components.find(({ token }) => token === index.constitution.usdc);
  if (usdc?.price === undefined) throw new UsdcPriceMissingError(index.constitution.usdc);
  // {uoa} = {1} * D18{uoa/share} * {share} / D36
  const part = (budget: bigint): bigint =>
    (budget * index.epoch.budgetNavPerShare * index.supply) / D36 / 2n ** BigInt(halvings);
  return {
    components: index.components
      .filter((component) => component !== usdc)
      .map((component) => ({
        ...component,
        sellable: component.status === "buyable" || component.status === "sell-only",
        buyable: component.status === "buyable",
        blocked:
          blocked?.get(component.token) ??
          (isBelowTarget(component, index.supply) ? notBought?.get(component.token) : undefined),
        insisted: insisted?.has(component.token),
      })),
    usdc: { position: usdc.position, units: usdc.units, held: usdc.held, price: usdc.price },
    carried: index.carried,
    supply: index.supply,
    nav: navOf(index),
    lossAvailable: part(index.lossAvailable),
    turnoverAvailable: mulDivDown(part(index.turnoverAvailable), WAD - TURNOVER_RESERVE, WAD),
    ...(limits === undefined ? {} : { limits }),
    chunks,
  };
}

function isBelowTarget({ units, held }: ComponentState, supply: bigint): boolean {
  return held < mulDivDown(units, supply, UNIT_SCALE);
}

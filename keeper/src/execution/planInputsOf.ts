import type { Address } from "viem";
import type { ChunkLimits } from "@sheaf/sdk/plan/limitChunks";
import type { PlanInputs } from "@sheaf/sdk/plan/planTrades";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";

import { navOf } from "./navOf.ts";
import { UsdcPriceMissingError } from "./errors.ts";
import type { IndexState } from "@sheaf/sdk/chain/indexState";

export type PlanningOptions = {
  readonly limits?: Partial<PlanLimits>;
  /** Components that are not to be traded now, with the reason. */
  readonly blocked?: ReadonlyMap<Address, string>;
  /** Components that the vault says are off their targets: traded however small. */
  readonly insisted?: ReadonlySet<Address>;
  readonly chunks?: ChunkLimits | undefined;
};

const D36 = 10n ** 36n;

/**
 * What a plan needs to know of an index to lead it from where it stands to its epoch's targets.
 *
 * @throws UsdcPriceMissingError where no price of USDC says what anything costs.
 */
export function planInputsOf(
  index: IndexState,
  { limits, blocked, insisted, chunks }: PlanningOptions = {},
): PlanInputs {
  const usdc = index.components.find(({ token }) => token === index.constitution.usdc);
  if (usdc?.price === undefined) throw new UsdcPriceMissingError(index.constitution.usdc);
  return {
    components: index.components
      .filter((component) => component !== usdc)
      .map((component) => ({
        ...component,
        sellable: component.status === "buyable" || component.status === "sell-only",
        buyable: component.status === "buyable",
        blocked: blocked?.get(component.token),
        insisted: insisted?.has(component.token),
      })),
    usdc: { position: usdc.position, units: usdc.units, held: usdc.held, price: usdc.price },
    carried: index.carried,
    supply: index.supply,
    nav: navOf(index),
    // {uoa} = {1} * D18{uoa/share} * {share} / D36
    lossAvailable: (index.lossAvailable * index.epoch.budgetNavPerShare * index.supply) / D36,
    ...(limits === undefined ? {} : { limits }),
    chunks,
  };
}

import type { Market } from "@sheaf/sdk/market/market";

import { contractAt } from "../../deploy/chain/contractAt.ts";
import type { Deployer } from "../../deploy/chain/openDeployer.ts";
import { readLogs } from "../../deploy/chain/readLogs.ts";
import { decimalsOf } from "../../market/decimalsOf.ts";
import type { MarketName } from "../../market/LocalMarket.ts";
import { supplyTestMarket } from "../../market/supplyTestMarket.ts";
import { tokensMade } from "../../market/tokensMade.ts";
import { USUAL_DEPTH } from "../../market/usualDepth.ts";
import type { MarketOperator } from "../../types/index.js";

/** Makes what a test market lacks of the largest `count` names of a modelled market's first week. */
export async function deployTestMarket(
  { ask, artifacts, signer }: Deployer,
  operatorAt: { readonly address: string; readonly block: number },
  { weeks, excluded }: Market,
  count: number,
): Promise<{ readonly operator: MarketOperator; readonly names: readonly MarketName[] }> {
  const { address, block } = operatorAt;
  const operator = await contractAt<MarketOperator>(artifacts, "MarketOperator", address, signer);
  const rows = (weeks[0]?.rows ?? []).filter(({ id }) => !excluded.has(id)).slice(0, count);
  const made = tokensMade(operator, await readLogs(ask, [address], block));
  const market = { operator, decimalsOf, depth: USUAL_DEPTH };
  return { operator, names: await supplyTestMarket(market, rows, made) };
}

import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import type { Market } from "@sheaf/sdk/market/market";

const WEEKS = 104;
/** Names that the model makes; a test market of fewer takes the largest of them. */
const NAMES = 240;

/** The prices of a test market: recorded rows, or modelled ones of a seed. */
export async function testPrices({
  data,
  seed,
}: {
  readonly data?: string | undefined; // folder
  readonly seed: number;
}): Promise<Market> {
  if (data !== undefined) return loadRecordedMarket(data);
  return modelMarket({ seed, weeks: WEEKS, names: NAMES });
}

import type { LocalMarket, MarketName } from "./LocalMarket.ts";
import { sendBatches } from "./sendBatches.ts";
import { sqrtPriceOf } from "./sqrtPriceOf.ts";

const SURVEYED_PER_CALL = 200;
const SWAPS_PER_TRANSACTION = 20;

/**
 * The arbitrageur brings every pool back to what its feed says. Depth and feeds stay as they are.
 * @returns the names whose pools had moved
 */
export async function alignPools(
  market: Pick<LocalMarket, "operator" | "names">,
): Promise<MarketName[]> {
  const { operator } = market;
  const names = [...market.names.values()];

  const strays: { name: MarketName; sqrtPriceX96: bigint }[] = [];
  for (let start = 0; start < names.length; start += SURVEYED_PER_CALL) {
    const surveyed = names.slice(start, start + SURVEYED_PER_CALL);
    const { answers, sqrtPricesX96 } = await operator.survey(
      surveyed.map(({ token }) => token),
      surveyed.map(({ aggregator }) => aggregator),
    );
    surveyed.forEach((name, at) => {
      const sqrtPriceX96 = sqrtPriceOf(answers[at] * 10n ** BigInt(18 - name.feedDecimals), name);
      if (sqrtPriceX96 !== sqrtPricesX96[at]) strays.push({ name, sqrtPriceX96 });
    });
  }

  await sendBatches(strays, SWAPS_PER_TRANSACTION, (batch, gas) =>
    operator.arbitrage(
      batch.map(({ name }) => name.token),
      batch.map(({ sqrtPriceX96 }) => sqrtPriceX96),
      gas,
    ),
  );
  return strays.map(({ name }) => name);
}

import { depthFor } from "./depthFor.ts";
import type { ListedToken } from "./listTokens.ts";
import type { LocalMarket, MarketRow } from "./LocalMarket.ts";
import { positionsAround } from "./positionsAround.ts";
import { sendBatches } from "./sendBatches.ts";
import { sqrtPriceOf } from "./sqrtPriceOf.ts";

const POOLS_PER_TRANSACTION = 2;

/** Opens a pool against the dollar for each token, at its first answer and with the depth of its row. Returns the pools. */
export async function openPools(
  { operator, depth }: Pick<LocalMarket, "operator" | "depth">,
  rows: readonly MarketRow[],
  tokens: readonly ListedToken[],
): Promise<string[]> {
  const volumes = new Map(rows.map(({ id, volume24h }) => [id, volume24h]));
  const quotes = tokens.map(({ id, token, feedDecimals, answer, ...order }) => {
    const sqrtPriceX96 = sqrtPriceOf(answer * 10n ** BigInt(18 - feedDecimals), order);
    const positions = positionsAround(
      sqrtPriceX96,
      depthFor(volumes.get(id)!, depth),
      order.tokenIsToken0,
    );
    return { token, sqrtPriceX96, positions };
  });
  const receipts = await sendBatches(quotes, POOLS_PER_TRANSACTION, (batch, gas) =>
    operator.open(batch, gas),
  );
  return receipts
    .flatMap(({ logs }) => logs.map((log) => operator.interface.parseLog(log)))
    .filter((event) => event?.name === "PoolOpened")
    .map((event) => (event!.args.toObject() as { pool: string }).pool);
}

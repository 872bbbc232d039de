import type { ComponentRegistry, MarketOperator } from "../types/index.js";
import { sendBatches } from "./sendBatches.ts";

const PROBES_PER_TRANSACTION = 40;

/** Has the market's operator probe tokens, of which it mints what the probes borrow. */
export async function probeOnMarket(
  operator: MarketOperator,
  registry: ComponentRegistry,
  tokens: readonly string[],
): Promise<void> {
  await sendBatches(tokens, PROBES_PER_TRANSACTION, (batch, gas) =>
    operator.probe(registry, batch, gas),
  );
}

import type { ComponentRegistry } from "../types/index.js";

/** Lets `waitFor` pass what is left of the registry's founding period, before which no index can be created. */
export async function waitForFounding(
  registry: ComponentRegistry,
  waitFor: (seconds: bigint) => Promise<void>,
): Promise<void> {
  const block = await registry.runner?.provider?.getBlock("latest");
  const left = (await registry.foundingEnd()) - BigInt(block?.timestamp ?? 0);
  if (left > 0n) await waitFor(left);
}

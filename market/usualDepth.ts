import type { DepthRule } from "./depthFor.ts";

/** A five-hundredth of the day's volume, between $20,000 and $20 million. */
export const USUAL_DEPTH: DepthRule = {
  volumeDivisor: 500n,
  least: 20_000n * 10n ** 18n,
  most: 20_000_000n * 10n ** 18n,
};

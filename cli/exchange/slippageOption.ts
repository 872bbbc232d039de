import { basisPointsOption } from "@sheaf/commands/basisPointsOption";

const USUAL = 50; // {bps}
const MOST = 5_000; // {bps}

/** How far prices may turn against a person before the exchange is refused. */
export function slippageOption() {
  return basisPointsOption(
    "--slippage <bps>",
    "how far prices may turn against you before the exchange is refused",
    MOST,
  ).default(USUAL);
}

import { decimalOption } from "@sheaf/commands/decimalOption";

const DECIMALS = 6;

/** What a buyer pays at most. */
export function usdcOption() {
  return decimalOption("--usdc <amount>", "what you pay at most, in USDC", DECIMALS);
}

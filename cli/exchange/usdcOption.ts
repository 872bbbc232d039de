import { decimalOption } from "@sheaf/commands/decimalOption";

const DECIMALS = 6;

/** Maximum that a buyer pays. */
export function usdcOption() {
  return decimalOption("--usdc <amount>", "what you pay at most, in USDC", DECIMALS);
}

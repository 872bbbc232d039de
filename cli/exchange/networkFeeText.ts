import { formatEther } from "viem";

import { dollarText } from "../text/dollarText.ts";
import { percentText } from "../text/percentText.ts";
import type { NetworkFee } from "@sheaf/sdk/quote/readNetworkFee";

const WAD = 10n ** 18n;
const DIGITS = 8;

/** @param whole {uoa} what the fee is compared with */
export function networkFeeText({ wei, value }: NetworkFee, whole: bigint): string {
  const ether = `at most about ${formatEther(wei).slice(0, DIGITS + 2)} ether`;
  if (value === undefined || whole === 0n) return `${ether}; in dollars unknown`;
  return `${ether}, ${dollarText(value)} (${percentText((value * WAD) / whole)})`;
}

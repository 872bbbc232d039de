import { decimalText } from "@sheaf/sdk/errors/text/decimalText";
import { percentText } from "@sheaf/sdk/errors/text/percentText";
import type { Address } from "viem";

import { yearlyPart } from "../fees/yearlyPart.ts";

/** Describes fee rates and their recipients. */
export type FeeTerms = {
  readonly streamingRate: number; // D18{1/s}
  readonly issuanceFee: number; // {1e6}
  readonly recipients: readonly { readonly account: Address; readonly portion: bigint }[]; // {1} WAD
};

const PIPS_AS_PERCENT = 4; // {decimals}
const SHOWN = 10n ** 12n; // {1} WAD of the last digit of a percentage

/** Fees in words. */
export function feeTermsText({ streamingRate, issuanceFee, recipients }: FeeTerms): string {
  const yearly = ((yearlyPart(BigInt(streamingRate)) + SHOWN / 2n) / SHOWN) * SHOWN;
  const issued = decimalText(BigInt(issuanceFee), PIPS_AS_PERCENT, PIPS_AS_PERCENT);
  const receivers = recipients.map(
    ({ account, portion }) => `${percentText(portion)} to ${account}`,
  );
  return `${percentText(yearly)} of the shares a year and ${issued} % of issued shares (${receivers.join(", ")})`;
}

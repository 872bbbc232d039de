import { UnusableOptionError } from "@sheaf/commands/errors";
import { textOption } from "@sheaf/commands/textOption";
import { getAddress, isAddress } from "viem";

import type { FeeTerms } from "../words/feeTermsText.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD
const FLAG = "--recipient";

/** One of those who get the fees; given once for each. */
export function recipientOption() {
  return textOption(
    `${FLAG} <address:bps>`,
    "who gets which part of the fees, as ADDRESS:10000; once for each; default: who gets them now",
    (text, earlier: FeeTerms["recipients"] | undefined) => [...(earlier ?? []), parse(text)],
  );
}

function parse(text: string): FeeTerms["recipients"][number] {
  const [account = "", points = ""] = text.split(":");
  if (!isAddress(account) || !/^\d{1,5}$/.test(points))
    throw new UnusableOptionError(`${FLAG} takes ADDRESS:BASISPOINTS, not ${JSON.stringify(text)}`);
  return { account: getAddress(account), portion: BigInt(points) * BASIS_POINT };
}

import type { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";

import type { CallTexts } from "./callTexts.ts";
import { feeTermsText } from "./feeTermsText.ts";

/** Effects of the guardian's and the admin's calls on an index. */
export const vaultTexts = {
  announceFees: (terms) =>
    `Announces fees of ${feeTermsText(terms)}. They can be set from seven days after the announcement on, for fourteen days.`,
  setFees: (terms) =>
    `Sets the fees of the index to ${feeTermsText(terms)}. What has accrued is distributed by the old terms first.`,
  cancelFees: () => "Withdraws the announced fees. The present fees stay.",
  blockSigner: (account) =>
    `Blocks ${account} at once: it starts no epoch and makes no trade as a signer of this index. Only the admin lifts the block, behind its delay.`,
  unblockSigner: (account) =>
    `Lifts the block of ${account}: it may act as strategist or keeper of this index again, if it holds that role.`,
  writeOff: (component) =>
    `Writes ${component} off: the index does not list it any more, and its other targets stay. Holders who want their part of it must redeem before; claims on it stay.`,
  clearFlag: (component) =>
    `Clears the flag of ${component}: later epochs may buy it again although it lost balance without a trade.`,
  windDown: () =>
    "Winds the index down, for good: issuance and fees end, an open epoch ends, and USDC is its only target from then on. Redemption goes on as before.",
  pauseIssuance: () =>
    "Stops issuance and purchases of this index for 14 days. It cannot be undone or renewed at once. Redemption and sales go on.",
  pauseTrading: () =>
    "Stops all trades of this index for 14 days. It cannot be undone or renewed at once. Issuance and redemption go on.",
} satisfies CallTexts<typeof indexVaultAbi>;

import { basisPointsOption } from "@sheaf/commands/basisPointsOption";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData } from "viem";

import type { Session } from "../../session/openSession.ts";
import { actionCommand } from "../actionCommand.ts";
import { checkIndex } from "../checkIndex.ts";
import { planAdmin } from "../planAdmin.ts";
import type { AdminCall } from "../planAdmin.ts";
import { runAction } from "../runAction.ts";
import { vaultOption } from "../vaultOption.ts";
import type { FeeTerms } from "../words/feeTermsText.ts";
import { recipientOption } from "./recipientOption.ts";
import { streamingRate } from "./streamingRate.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD
const PIPS_PER_BASIS_POINT = 100;

/** `sheaf admin fees`: changes what holders pay. */
export function feesCommand() {
  return actionCommand({
    name: "fees",
    summary: "change the fees of an index, behind the admin's delay (proposer)",
    description:
      "Schedules in the timelock that the fees of an index change. A raise is scheduled as two operations: the announcement, and the change, which is possible from seven days after the announcement on, for fourteen days. A proposer signs.",
  })
    .addOption(vaultOption())
    .addOption(
      basisPointsOption(
        "--yearly <bps>",
        "part of the shares that a year costs",
      ).makeOptionMandatory(),
    )
    .addOption(
      basisPointsOption(
        "--issuance <bps>",
        "part of the shares issued, on top of what the receiver gets",
      ).makeOptionMandatory(),
    )
    .addOption(recipientOption())
    .action(({ vault, yearly, issuance, recipient: recipients, ...options }) =>
      runAction(options, async (session) => {
        await checkIndex(session, vault);
        const present = await session.client.readContract({
          address: vault,
          abi: indexVaultAbi,
          functionName: "feeTerms",
        });
        const terms: FeeTerms = {
          streamingRate: streamingRate(BigInt(yearly) * BASIS_POINT),
          issuanceFee: issuance * PIPS_PER_BASIS_POINT,
          recipients: recipients ?? present.recipients,
        };
        return planFees(session, { vault, present, terms });
      }),
    );
}

function planFees(
  session: Session,
  { vault, present, terms }: { vault: AdminCall["call"]["to"]; present: FeeTerms; terms: FeeTerms },
) {
  const raised =
    terms.streamingRate > present.streamingRate || terms.issuanceFee > present.issuanceFee;
  const announce = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "announceFees",
    args: [terms],
  });
  const set = encodeFunctionData({ abi: indexVaultAbi, functionName: "setFees", args: [terms] });
  const change: AdminCall = {
    name: "Set the fees",
    call: { to: vault, data: set },
    cures: raised ? ["FeesNotAnnounced", "FeesOutOfTime"] : [],
  };
  return planAdmin(
    session,
    raised
      ? [{ name: "Announce the raised fees", call: { to: vault, data: announce } }, change]
      : [change],
  );
}

import { encodeFunctionData } from "viem";
import type { Address, Hex } from "viem";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import type { Forecast } from "./forecastRedemption.ts";

export type RedemptionInputs = {
  readonly vault: Address;
  readonly owner: Address; // who redeems, receives, and keeps the claims
  readonly shares: bigint; // {share}
  readonly forecast: Forecast;
  readonly tolerance: bigint; // {1} WAD, how much less than forecast a component may pay; one: anything
};

/** The index's call that redeems shares in kind. A component that would stay a claim has no minimum. */
export function redemptionCall({ vault, owner, shares, forecast, tolerance }: RedemptionInputs): {
  readonly to: Address;
  readonly data: Hex;
} {
  const { basketId, parts, skip } = forecast;
  const minAmounts = parts.map(({ amount, paid }) =>
    paid ? mulDivDown(amount, WAD - tolerance, WAD) : 0n,
  );
  const redemption = {
    ...{ shares, receiver: owner, owner, claimant: owner },
    ...{ basketId, minAmounts, skip },
  };
  const data = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "redeemWith",
    args: [redemption],
  });
  return { to: vault, data };
}

import { allowanceSteps } from "@sheaf/sdk/permit/allowanceSteps";
import { encodeFunctionData, erc20Abi } from "viem";
import type { Address, LocalAccount } from "viem";

import { sendCall } from "../session/sendCall.ts";
import type { Wire } from "../session/wire.ts";

export type ApprovalInputs = {
  readonly session: Wire;
  readonly account: LocalAccount;
  readonly token: Address;
  readonly symbol: string;
  readonly spender: Address;
  readonly amount: bigint; // {tok}
  readonly print: (line: string) => void;
};

/**
 * Allows a spender an exact amount. An allowance that is right already, as after a crash, is left; any other one is set to zero
 * first, for some tokens refuse to change one.
 */
export async function approveExactly(inputs: ApprovalInputs): Promise<void> {
  const { session, account, token, symbol, spender, amount, print } = inputs;
  const allowed = await session.client.readContract({
    address: token,
    abi: erc20Abi,
    functionName: "allowance",
    args: [account.address, spender],
  });
  for (const value of allowanceSteps(allowed, amount)) {
    const data = encodeFunctionData({
      abi: erc20Abi,
      functionName: "approve",
      args: [spender, value],
    });
    const title = value === 0n ? `withdraw an old allowance of ${symbol}` : `allow ${symbol}`;
    await sendCall({ session, account, call: { to: token, data }, title, print });
  }
}

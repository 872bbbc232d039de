import { allowanceSteps } from "@sheaf/sdk/permit/allowanceSteps";
import { encodeFunctionData, erc20Abi } from "viem";

import { ApprovalFailedError } from "./errors.ts";
import type { NeededAllowance, SendingStep } from "./order.ts";
import type { Sender } from "./sender.ts";
import { sendTransaction } from "./sendTransaction.ts";

/** Allows a spender an exact amount by transactions of their own, and waits until they are mined. */
export async function approve(
  sender: Sender,
  { token, symbol, spender, amount }: NeededAllowance,
  report: (step: SendingStep) => void,
): Promise<void> {
  const { client, wallet } = sender;
  const allowed = await client.readContract({
    address: token,
    abi: erc20Abi,
    functionName: "allowance",
    args: [wallet.account.address, spender],
  });
  for (const value of allowanceSteps(allowed, amount)) {
    report("approval");
    const data = encodeFunctionData({
      abi: erc20Abi,
      functionName: "approve",
      args: [spender, value],
    });
    const hash = await sendTransaction(sender, { to: token, data });
    report("approval mining");
    const { status } = await client.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new ApprovalFailedError(symbol);
  }
}

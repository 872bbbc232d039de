import { reasonOf } from "@sheaf/sdk/errors/reasonOf";

import { approveExactly } from "./approveExactly.ts";
import type { ApprovalInputs } from "./approveExactly.ts";

/**
 * Does what needs an exact allowance, and withdraws what is left of it, whether the work succeeds or fails. An allowance that cannot be
 * withdrawn now is named with the command that withdraws it.
 */
export async function withAllowance<result>(
  inputs: ApprovalInputs,
  work: () => Promise<result>,
): Promise<result> {
  await approveExactly(inputs);
  try {
    return await work();
  } finally {
    await withdraw(inputs);
  }
}

async function withdraw(inputs: ApprovalInputs): Promise<void> {
  const { symbol, spender, print } = inputs;
  try {
    await approveExactly({ ...inputs, amount: 0n });
  } catch (error) {
    print(
      `the allowance of ${symbol} to ${spender} is not withdrawn: ${reasonOf(error)} Withdraw it with \`sheaf revoke\`.`,
    );
  }
}

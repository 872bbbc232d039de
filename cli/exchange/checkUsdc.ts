import { erc20Abi } from "viem";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";
import { amountText } from "../text/amountText.ts";
import { ceilText } from "../text/ceilText.ts";
import { BalanceTooSmallError } from "./errors.ts";

const DECIMALS = 6;
const DIGITS = 2;

/** @throws BalanceTooSmallError where an account has less than `amount` {usdc}. */
export async function checkUsdc(
  { client, book }: Session,
  account: Address,
  amount: bigint,
): Promise<void> {
  const has = await client.readContract({
    address: book.external.usdc,
    abi: erc20Abi,
    functionName: "balanceOf",
    args: [account],
  });
  if (has >= amount) return;
  const text = (usdc: bigint): string => `${amountText(usdc, DECIMALS, DIGITS)} USDC`;
  throw new BalanceTooSmallError(account, text(has), `${ceilText(amount, DECIMALS, DIGITS)} USDC`);
}

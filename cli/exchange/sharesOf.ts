import { erc20Abi } from "viem";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";
import { amountText } from "../text/amountText.ts";
import { BalanceTooSmallError, NothingHeldError } from "./errors.ts";
import type { Shares } from "./sharesOption.ts";

export type SharesInputs = {
  readonly client: Session["client"];
  readonly vault: Address;
  readonly owner: Address;
  readonly wanted: Shares;
};

const DECIMALS = 18;
const DIGITS = 6;

/**
 * The shares that an owner gives, checked against what it has.
 * @returns {share}
 * @throws NothingHeldError, BalanceTooSmallError
 */
export async function sharesOf({ client, vault, owner, wanted }: SharesInputs): Promise<bigint> {
  const share = { address: vault, abi: erc20Abi } as const;
  const held = await client.readContract({ ...share, functionName: "balanceOf", args: [owner] });
  if (wanted !== "all" && wanted <= held) return wanted;
  const symbol = await client.readContract({ ...share, functionName: "symbol" });
  if (held === 0n) throw new NothingHeldError(owner, symbol);
  if (wanted === "all") return held;
  const text = (amount: bigint): string => `${amountText(amount, DECIMALS, DIGITS)} ${symbol}`;
  throw new BalanceTooSmallError(owner, text(held), text(wanted));
}

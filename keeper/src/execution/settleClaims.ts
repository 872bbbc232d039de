import { decodeFunctionResult, encodeFunctionData } from "viem";
import type { Hex } from "viem";
import { call, readContract } from "viem/actions";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";

import { CallRefusedForNowError, CallRevertedError, TransactionFailedError } from "./errors.ts";
import { readHead } from "./readHead.ts";
import { sendTransaction } from "./sendTransaction.ts";
import { GAS_CAP } from "./simulateCall.ts";
import type { ExecutionContext } from "./executionContext.ts";

export type SettledClaims = {
  readonly since: bigint; // {block} of the last receipt
  readonly sent: readonly { readonly hash: Hex; readonly gasUsed: bigint }[];
  readonly left: bigint; // bitmap of the positions that still have claims
  readonly failure: string | undefined; // why it ended early
};

/** Transactions of one run at most: claims that are left cost each leg of a trade little. */
const MAX_TRANSACTIONS = 8;

/**
 * Settles the claims on an index, in as many transactions as they need. A position whose claims cannot all be paid is left out:
 * of a component that cannot be read, or that refuses a claimant.
 *
 * @throws HeadBehindError, WrongChainError, TransactionPendingError, ReceiptMissingError
 */
export async function settleClaims(context: ExecutionContext): Promise<SettledClaims> {
  const { client, vault } = context;
  let since = context.since ?? 0n;
  const sent: SettledClaims["sent"][number][] = [];
  for (;;) {
    const { number: blockNumber } = await readHead(client, since);
    const left = await readContract(client, {
      address: vault,
      abi: indexVaultAbi,
      functionName: "claimedPositions",
      blockNumber,
    });
    if (left === 0n || sent.length === MAX_TRANSACTIONS)
      return { since, sent, left, failure: undefined };
    try {
      const positions = left & ~(await leftAfter(context, left, blockNumber));
      if (positions === 0n) return { since, sent, left, failure: undefined };
      const { transactionHash, gasUsed, ...receipt } = await sendTransaction({
        ...context,
        since,
        label: "settleClaims",
        to: vault,
        data: settling(positions),
        gas: GAS_CAP,
      });
      since = receipt.blockNumber;
      sent.push({ hash: transactionHash, gasUsed });
    } catch (error) {
      if (error instanceof TransactionFailedError) {
        const { hash, gasUsed } = error;
        return {
          since: error.blockNumber,
          sent: [...sent, { hash, gasUsed }],
          left,
          failure: error.message,
        };
      }
      if (!(error instanceof CallRevertedError) && !(error instanceof CallRefusedForNowError))
        throw error;
      return { since, sent, left, failure: error.message };
    }
  }
}

/** The positions that would still have claims if one transaction settled all of `positions`. */
async function leftAfter(
  { client, vault, signer }: ExecutionContext,
  positions: bigint,
  blockNumber: bigint,
): Promise<bigint> {
  const { data } = await call(client, {
    account: signer,
    to: vault,
    data: settling(positions),
    gas: GAS_CAP,
    blockNumber,
  });
  return decodeFunctionResult({
    abi: indexVaultAbi,
    functionName: "settleClaims",
    data: data ?? "0x",
  });
}

function settling(positions: bigint): Hex {
  return encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "settleClaims",
    args: [positions],
  });
}

import { decodeFunctionResult, encodeFunctionData } from "viem";
import type { Hex } from "viem";
import { call, readContract } from "viem/actions";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";

import { CallRefusedForNowError, CallRevertedError, TransactionFailedError } from "./errors.ts";
import { readHead } from "./readHead.ts";
import { revertOf } from "./revertOf.ts";
import { sendTransaction } from "./sendTransaction.ts";
import { GAS_CAP } from "./simulateCall.ts";
import type { ExecutionContext } from "./executionContext.ts";

export type SettledClaims = {
  readonly since: bigint; // {block} of the last receipt
  readonly sent: readonly { readonly hash: Hex; readonly gasUsed: bigint }[];
  readonly left: bigint; // bitmap of the positions that still have claims
  readonly failure: string | undefined; // why claims are left, unless all transactions are used up
};

/** Transactions of one run at most: claims that are left cost each leg of a trade little. */
const MAX_TRANSACTIONS = 8;

/**
 * Settles the claims on an index, in as many transactions as they need. A transaction names the positions that its simulation
 * clears. If no position can be cleared, one last transaction names those at which the simulation changes something: it pays
 * a part of very many claims, or makes the first of the two calls that forfeit shares worth nothing. A component that cannot
 * be read, or that refuses a claimant, keeps its claims.
 *
 * @throws HeadBehindError, WrongChainError, TransactionPendingError, ReceiptMissingError
 */
export async function settleClaims(context: ExecutionContext): Promise<SettledClaims> {
  const { client, vault } = context;
  let since = context.since ?? 0n;
  const sent: SettledClaims["sent"][number][] = [];
  let isLast = false;
  for (;;) {
    const { number: blockNumber } = await readHead(client, since);
    const left = await readContract(client, {
      address: vault,
      abi: indexVaultAbi,
      functionName: "claimedPositions",
      blockNumber,
    });
    if (left === 0n || isLast || sent.length === MAX_TRANSACTIONS)
      return { since, sent, left, failure: undefined };
    try {
      const { positions, clears } = await settleable(context, left, blockNumber);
      if (positions === 0n) return { since, sent, left, failure: stuckAt(left) };
      isLast = !clears;
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

type Effect = {
  readonly cleared: bigint; // bitmap of the positions without claims afterwards
  readonly changed: bigint; // bitmap of the positions at which something changes
};

/**
 * The positions that one transaction should name, and whether it clears them. One component that burns gas can use up a call
 * that names all positions. If such a call clears nothing, each position is simulated alone.
 */
async function settleable(
  context: ExecutionContext,
  left: bigint,
  blockNumber: bigint,
): Promise<{ readonly positions: bigint; readonly clears: boolean }> {
  const together = await effectOf(context, left, blockNumber);
  if (together.cleared > 0n) return { positions: together.cleared, clears: true };
  let [cleared, changed] = [0n, 0n];
  for (const position of positionsOf(left)) {
    const alone = await effectOf(context, 1n << BigInt(position), blockNumber);
    cleared |= alone.cleared;
    changed |= alone.changed;
  }
  return cleared > 0n
    ? { positions: cleared, clears: true }
    : { positions: changed, clears: false };
}

/** Simulated effect of one transaction that settles `positions`. */
async function effectOf(
  { client, vault, signer }: ExecutionContext,
  positions: bigint,
  blockNumber: bigint,
): Promise<Effect> {
  const { data } = await call(client, {
    account: signer,
    to: vault,
    data: settling(positions),
    gas: GAS_CAP,
    blockNumber,
  }).catch((error: unknown) => {
    throw revertOf("settleClaims", error) ?? error;
  });
  const [left, changed] = decodeFunctionResult({
    abi: indexVaultAbi,
    functionName: "settleClaims",
    data: data ?? "0x",
  });
  return { cleared: positions & ~left, changed };
}

function stuckAt(positions: bigint): string {
  return `No call of settleClaims changes anything at the basket positions ${positionsOf(positions).join(", ")}. Claimants can still claim to another address.`;
}

function positionsOf(bitmap: bigint): number[] {
  return Array.from({ length: 256 }, (_, i) => i).filter((i) => (bitmap >> BigInt(i)) & 1n);
}

function settling(positions: bigint): Hex {
  return encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "settleClaims",
    args: [positions],
  });
}

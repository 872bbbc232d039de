import type { ContractTransaction, Signer, TransactionReceipt } from "ethers";

import type { BenchWorld } from "./createBenchWorld.ts";

/** {gas} EIP-7825: no transaction may use more. */
const TRANSACTION_GAS_CAP = 2n ** 24n;

/**
 * {gas} What fails after using more did so for want of gas: a call keeps a 64th back from what it calls, and ours refuse to go
 * on when less than a component may need is left. The chain takes no call over the cap that would tell what was needed.
 */
const NEAR_THE_CAP = (TRANSACTION_GAS_CAP * 15n) / 16n;

/** A transaction to be. */
export type BenchCall = {
  readonly signer: Signer;
  readonly transaction: Promise<ContractTransaction>;
};

/** What a call used, or why it cannot be mined. */
export type Measure =
  | { readonly gas: number; readonly receipt: TransactionReceipt }
  | { readonly gas: null; readonly reason: string };

/**
 * Mines a call in a block of its own at `timestamp` {s}, under the gas cap of transactions.
 * @throws what the call reverts with, if it was not for want of gas
 */
export async function measureCall(
  { connection: { ethers, networkHelpers } }: Pick<BenchWorld, "connection">,
  timestamp: number,
  { signer, transaction }: BenchCall,
): Promise<Measure> {
  const { to, data } = await transaction;
  await networkHelpers.time.setNextBlockTimestamp(timestamp);
  try {
    const sent = await signer.sendTransaction({ to, data, gasLimit: TRANSACTION_GAS_CAP });
    const receipt = await sent.wait();
    if (receipt === null) throw new RangeError("wait() was told to wait for no confirmation.");
    return { gas: Number(receipt.gasUsed), receipt };
  } catch (error) {
    const block = await ethers.provider.getBlock("latest");
    if (block === null || block.timestamp !== timestamp || block.gasUsed < NEAR_THE_CAP)
      throw error;
    return {
      gas: null,
      reason: `failed for want of gas, with the ${TRANSACTION_GAS_CAP} that a transaction may use`,
    };
  }
}

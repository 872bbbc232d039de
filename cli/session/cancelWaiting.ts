import { readFees } from "@sheaf/sdk/chain/readFees";
import type { Fees } from "@sheaf/sdk/chain/readFees";
import type { Hash, LocalAccount } from "viem";

import { FeeNotEnoughError } from "./errors.ts";
import { sendCall } from "./sendCall.ts";
import type { Wire } from "./wire.ts";

export type Cancellation = {
  readonly session: Wire;
  readonly account: LocalAccount;
  readonly nonce: number;
  readonly print: (line: string) => void;
};

/** Nodes replace a transaction by one that offers a tenth more, some an eighth. */
const FIRST = 125n; // {1e2}
const NEXT = 200n; // {1e2}
const ATTEMPTS = 12;

/**
 * Sends nothing to the account itself, with the nonce of a waiting transaction and a higher fee: one of the two is mined, and the
 * other never. The fee rises until the node takes it.
 * @throws FeeNotEnoughError, and those of `sendCall`
 */
export async function cancelWaiting(cancellation: Cancellation): Promise<Hash> {
  const { session, account, nonce, print } = cancellation;
  let fees = raised(await readFees(session.client), FIRST);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const call = { to: account.address, data: "0x" } as const;
      const title = `cancel the transaction with nonce ${nonce}`;
      const receipt = await sendCall({
        ...{ session, account, call, title, print },
        replacement: { nonce, fees },
      });
      return receipt.transactionHash;
    } catch (error) {
      if (!(error instanceof FeeNotEnoughError)) throw error;
      fees = raised(fees, NEXT);
    }
  }
  throw new FeeNotEnoughError(nonce);
}

function raised(fees: Fees, percent: bigint): Fees {
  const up = (fee: bigint): bigint => (fee * percent) / 100n + 1n;
  return fees.type === "legacy"
    ? { ...fees, gasPrice: up(fees.gasPrice) }
    : {
        ...fees,
        maxFeePerGas: up(fees.maxFeePerGas),
        maxPriorityFeePerGas: up(fees.maxPriorityFeePerGas),
      };
}

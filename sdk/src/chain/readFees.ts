import { Eip1559FeesNotSupportedError } from "viem";
import type { Client } from "viem";
import { estimateFeesPerGas, getGasPrice } from "viem/actions";

/** {wei} per gas that a transaction offers, in the form that the chain takes. */
export type Fees =
  | {
      readonly type: "eip1559";
      readonly maxFeePerGas: bigint;
      readonly maxPriorityFeePerGas: bigint;
    }
  | { readonly type: "legacy"; readonly gasPrice: bigint };

/** {1e2} Of a chain's gas price, which may rise before a transaction is mined. */
const MARGIN = 120n;

/** Estimates what to offer for gas now. A chain without EIP-1559 has a gas price alone. */
export async function readFees(client: Client): Promise<Fees> {
  try {
    const { maxFeePerGas, maxPriorityFeePerGas } = await estimateFeesPerGas(client);
    return { type: "eip1559", maxFeePerGas, maxPriorityFeePerGas };
  } catch (error) {
    if (!(error instanceof Eip1559FeesNotSupportedError)) throw error;
    return { type: "legacy", gasPrice: ((await getGasPrice(client)) * MARGIN) / 100n };
  }
}

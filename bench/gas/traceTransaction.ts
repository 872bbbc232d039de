import type { TransactionReceipt } from "ethers";

import type { BenchWorld } from "./createBenchWorld.ts";
import type { Trace, TraceStep } from "./classifyOpcodes.ts";

/** Steps of a mined transaction. Only while its block is part of the chain. */
export async function traceTransaction(
  { connection: { ethers } }: Pick<BenchWorld, "connection">,
  receipt: TransactionReceipt,
): Promise<Trace> {
  const options = { disableMemory: true, disableStack: true, disableStorage: true };
  const [{ structLogs }, transaction] = await Promise.all([
    ethers.provider.send("debug_traceTransaction", [receipt.hash, options]) as Promise<{
      structLogs: TraceStep[];
    }>,
    ethers.provider.getTransaction(receipt.hash),
  ]);
  return {
    gasLimit: Number(transaction!.gasLimit),
    gasUsed: Number(receipt.gasUsed),
    steps: structLogs,
  };
}

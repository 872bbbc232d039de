import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import { reasonOf } from "@sheaf/sdk/errors/reasonOf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TransactionReceipt } from "viem";
import { useConfig as useWagmi } from "wagmi";
import { getWalletClient } from "wagmi/actions";

import { useNode } from "../../chain/useNode.ts";
import { isRejection } from "../../wallet/isRejection.ts";
import { WalletChainError } from "./errors.ts";
import { sendTransaction } from "./sendTransaction.ts";

type Status = "idle" | "running" | "done";

/** Sends a call that needs no quote, such as a revocation or a claim, and waits for it. Readings of the chain are renewed after it. */
export function useSmallCall() {
  const { client, chain } = useNode();
  const wagmi = useWagmi();
  const queries = useQueryClient();
  const [status, setStatus] = useState<Status>("idle");
  const [fault, setFault] = useState<string>();
  const run = async (call: Call): Promise<TransactionReceipt | undefined> => {
    setStatus("running");
    setFault(undefined);
    try {
      const wallet = await getWalletClient(wagmi);
      if ((await wallet.getChainId()) !== chain.id) throw new WalletChainError(chain.name);
      const hash = await sendTransaction({ client, wallet }, call);
      const receipt = await client.waitForTransactionReceipt({ hash });
      await queries.invalidateQueries({ queryKey: [chain.id] });
      setStatus("done");
      if (receipt.status === "success") return receipt;
      setFault("The transaction reverted. Only its network fee was paid.");
    } catch (error) {
      setStatus("idle");
      setFault(
        isRejection(error) ? "You declined in your wallet. Nothing was sent." : reasonOf(error),
      );
    }
    return undefined;
  };
  return { run, status, fault };
}

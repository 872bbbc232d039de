import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getCallsStatus } from "viem/actions";
import { useWalletClient } from "wagmi";

import { useNode } from "../../chain/useNode.ts";
import { useConfig } from "../../config/useConfig.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { lookUpTrade } from "./lookUpTrade.ts";
import type { Found } from "./lookUpTrade.ts";

const POLLING = 2_000; // {ms}
const PATIENCE = 180_000; // {ms}
const FAILED = 400; // EIP-5792: this status and larger ones are failures

/** Follows a trade until its outcome is known, also after a reload and across an outage of the node. */
export function useFollowedTrade(trade: PendingTrade) {
  const { client, chain, url } = useNode();
  const { contracts } = useConfig();
  const { data: wallet } = useWalletClient();
  const [since] = useState(() => performance.now());
  const needsWallet = trade.hash === null && wallet === undefined;
  const query = useQuery({
    queryKey: [chain.id, url, "trade", trade.hash ?? trade.batch],
    queryFn: async (): Promise<Found> => {
      if (trade.hash !== null)
        return lookUpTrade(client, { ...trade, hash: trade.hash }, contracts.router);
      if (wallet === undefined || trade.batch === null) return { kind: "waiting", isKnown: false };
      const { statusCode, receipts = [] } = await getCallsStatus(wallet, { id: trade.batch });
      const hash = receipts.at(-1)?.transactionHash;
      if (hash !== undefined) return lookUpTrade(client, { ...trade, hash }, contracts.router);
      return statusCode >= FAILED
        ? { kind: "cancelled", receipt: undefined }
        : { kind: "waiting", isKnown: true };
    },
    enabled: !needsWallet,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.kind === "waiting" ? POLLING : false,
    staleTime: ({ state }) =>
      state.data === undefined || state.data.kind === "waiting" ? 0 : Infinity,
    retry: false,
  });
  const isWaiting = query.data === undefined || query.data.kind === "waiting";
  const isLate = isWaiting && performance.now() - since > PATIENCE;
  return { found: query.data, isLate, isUnreachable: query.isError };
}

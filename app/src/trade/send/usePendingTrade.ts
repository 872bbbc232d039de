import { useCallback, useState } from "react";
import type { Address } from "viem";

import { useConfig } from "../../config/useConfig.ts";
import { parsePendingTrade } from "../../model/parsePendingTrade.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { writePendingTrade } from "../../model/writePendingTrade.ts";

/** The trade of an account in an index that was sent last, kept in the browser until its receipt is put away. */
export function usePendingTrade(vault: Address, account: Address | undefined) {
  const { chainId } = useConfig();
  const key = `sheaf.trade.${chainId}.${account ?? "none"}.${vault}`;
  const [trade, setTrade] = useState(() => parsePendingTrade(localStorage.getItem(key)));
  const keep = useCallback(
    (sent: PendingTrade) => {
      localStorage.setItem(key, writePendingTrade(sent));
      setTrade(sent);
    },
    [key],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(key);
    setTrade(undefined);
  }, [key]);
  return { trade, keep, forget };
}

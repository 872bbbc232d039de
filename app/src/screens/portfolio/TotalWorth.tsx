import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { readIndexView } from "@sheaf/sdk/lens/readIndexView";
import { WAD } from "@sheaf/sdk/units/wad";
import { useQueries } from "@tanstack/react-query";

import { useNode } from "../../chain/useNode.ts";
import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import type { TokenHolding } from "./useHoldings.ts";

/** The worth of all shares of an account. While a price is unknown the sum is a lower bound, and is marked as one. */
export function TotalWorth({ held }: { readonly held: readonly TokenHolding[] }) {
  const { contracts } = useConfig();
  const { client, chain, url } = useNode();
  const format = useFormat();
  const views = useQueries({
    queries: held.map(({ token }) => ({
      queryKey: [chain.id, url, "indexView", token],
      queryFn: () => readIndexView({ client, lens: contracts.lens, vault: token }),
    })),
  });
  const isRead = views.every(({ data }) => data !== undefined);
  if (!isRead) return null;
  const isComplete = views.every(({ data }) => data?.navComplete === true);
  const total = held.reduce(
    (sum, { balance }, at) => sum + mulDivDown(balance, views[at]?.data?.navPerShare ?? 0n, WAD),
    0n,
  );
  return (
    <p className="text-right">
      {!isComplete && <span className="text-dim">at least </span>}
      <span className="figure text-[32px] font-[650] sm:text-big">
        {format.dollars(total, "down")}
      </span>
    </p>
  );
}

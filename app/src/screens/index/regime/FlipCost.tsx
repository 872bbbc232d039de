import type { IndexView } from "@sheaf/sdk/lens/indexView";
import { WAD } from "@sheaf/sdk/units/wad";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useNode } from "../../../chain/useNode.ts";
import { useConfig } from "../../../config/useConfig.ts";
import { ageText } from "../../../format/ageText.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { Button } from "../../../ui/Button.tsx";
import type { IndexEntry } from "../indexEntry.ts";

const SLIPPAGE = WAD / 100n; // {1} not part of the cost that is shown

/**
 * The cost of leaving for stablecoins now: all shares sold through the pools at once. It reads every pool, so it is computed
 * when a person wants it.
 */
export function FlipCost({
  index,
  view,
}: {
  readonly index: IndexEntry;
  readonly view: IndexView;
}) {
  const { contracts } = useConfig();
  const { client, chain, url } = useNode();
  const { percent } = useFormat();
  const [wanted, setWanted] = useState(false);
  const { data, isFetching, isError, refetch } = useQuery({
    queryKey: [chain.id, url, "flipCost", index.address],
    queryFn: async () => {
      const [{ readQuote }, { quoteSell }] = await Promise.all([
        import("@sheaf/sdk/quote/readQuote"),
        import("@sheaf/sdk/quote/quoteSell"),
      ]);
      const sources = { client, vault: index.address, lens: contracts.lens, weth: contracts.weth };
      const quote = await readQuote(sources, (state) =>
        quoteSell({ state, shares: state.supply, slippage: SLIPPAGE }),
      );
      return { ...quote, at: view.timestamp };
    },
    enabled: wanted,
    staleTime: Infinity,
  });
  if (data !== undefined) {
    const { cost, value, inKind, at } = data;
    return (
      <p className="mt-2 text-dim" role="status">
        {cost === undefined || value === 0n ? (
          "The cost of leaving for stablecoins is unknown: a price is missing."
        ) : (
          <>
            Leaving for stablecoins would cost about{" "}
            <b className="figure font-[580] text-ink">{percent((cost * WAD) / value, "up")}</b> of
            the index, had it all been sold at once {ageText(view.timestamp - at)} ago
            {inKind.length > 0 &&
              `; ${inKind.length === 1 ? "one token" : `${inKind.length} tokens`} would find no good price and stay`}
            .
          </>
        )}
      </p>
    );
  }
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3" aria-live="polite">
      <Button
        look="ghost"
        className="py-1.5 text-small"
        disabled={isFetching}
        onClick={() => (isError ? void refetch() : setWanted(true))}
      >
        {isFetching ? "Reading every pool…" : "What would leaving for stablecoins cost now?"}
      </Button>
      {isError && <span className="text-small">The pools cannot be read now. Try again.</span>}
    </div>
  );
}

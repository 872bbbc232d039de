import type { ComponentView } from "@sheaf/sdk/lens/indexView";

import { stablePart } from "../../model/holdings/stablePart.ts";
import { Monogram } from "../../ui/Monogram.tsx";

const SHOWN = 6;
const SIZE = 24; // {px}
const HALF = 5n * 10n ** 17n; // {1} WAD

/** The largest holdings as monograms, and how many more there are. */
export function TopHoldings({ components }: { readonly components: readonly ComponentView[] }) {
  const held = components
    .filter(({ held: balance }) => balance > 0n)
    .toSorted((a, b) => (a.weight > b.weight ? -1 : 1));
  const top = held.slice(0, SHOWN);
  const more = held.length - top.length;
  if (held.length === 0) return <span className="text-small text-dim">Holds nothing yet</span>;
  const text =
    stablePart(components) > HALF ? "in stablecoins" : more > 0 ? `and ${more} more` : "";
  return (
    <span className="flex items-center">
      <span className="sr-only">Holds most of {top.map(({ symbol }) => symbol).join(", ")}</span>
      {top.map(({ token, symbol }) => (
        <span key={token} className="-mr-[3px] rounded-full ring-2 ring-card" title={symbol}>
          <Monogram name={symbol} size={SIZE} />
        </span>
      ))}
      <span className="ml-3.5 text-[13px] text-dim">{text}</span>
    </span>
  );
}

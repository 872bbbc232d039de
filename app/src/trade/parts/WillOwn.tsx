import { largestFirst } from "@sheaf/sdk/lens/largestFirst";
import type { IndexView } from "@sheaf/sdk/lens/indexView";

import { useFormat } from "../../format/useFormat.ts";
import { Monogram } from "../../ui/Monogram.tsx";

const TOP = 5;
const SIZE = 22; // {px}

/** The largest components of an index by weight, and how many more. */
export function WillOwn({ view }: { readonly view: IndexView }) {
  const { percent } = useFormat();
  const all = largestFirst(view);
  const rest = all.length - TOP;
  return (
    <div className="grid gap-1.5">
      <h3 className="text-dim">You will own</h3>
      <ul className="flex flex-wrap gap-x-3.5 gap-y-1.5 text-small">
        {all.slice(0, TOP).map(({ token, symbol, weight }) => (
          <li key={token} className="flex items-center gap-1.5">
            <Monogram name={symbol} size={SIZE} />
            <span>{symbol}</span>
            <span className="figure">{percent(weight, "down")}</span>
          </li>
        ))}
        {rest > 0 && <li className="text-dim">and {rest} more</li>}
      </ul>
    </div>
  );
}

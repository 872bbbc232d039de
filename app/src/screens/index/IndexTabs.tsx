import { Link, useLocation } from "wouter";

import { useConfig } from "../../config/useConfig.ts";
import { cx } from "../../ui/cx.ts";
import type { IndexEntry } from "./indexEntry.ts";

const PAGES = [
  ["", "Overview"],
  ["/holdings", "Holdings"],
  ["/activity", "Activity"],
  ["/proof", "Proof"],
] as const;

/** Links between the pages of an index. */
export function IndexTabs({ index }: { readonly index: IndexEntry }) {
  const { chainId } = useConfig();
  const [location] = useLocation();
  const base = `/i/${chainId}/${index.address}`;
  return (
    <nav aria-label={index.name} className="-mt-1 flex gap-4 border-b border-line sm:gap-6">
      {PAGES.map(([path, text]) => {
        const isCurrent = location.toLowerCase() === `${base}${path}`.toLowerCase();
        return (
          <Link
            key={path}
            href={`${base}${path}`}
            aria-current={isCurrent ? "page" : undefined}
            className={cx(
              "-mb-px border-b-2 pb-2 no-underline",
              isCurrent
                ? "border-accent font-[580] text-ink"
                : "border-transparent text-dim hover:text-ink",
            )}
          >
            {text}
          </Link>
        );
      })}
    </nav>
  );
}

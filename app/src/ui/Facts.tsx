import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export type Fact = {
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: ReactNode; // dim, behind the value
  readonly strong?: boolean;
  readonly total?: boolean; // has a line above it
};

/** Names and values, one a line. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-2">
      {facts.map(({ name, value, note, strong = false, total = false }) => (
        <div
          key={name}
          className={cx(
            "flex flex-wrap justify-between gap-x-3.5",
            strong && "font-[640]",
            total && "border-t border-line pt-2.5",
          )}
        >
          <dt className={cx(!strong && "text-dim")}>{name}</dt>
          <dd className="ml-auto text-right font-[540]">
            <span className="figure">{value}</span>
            {note !== undefined && (
              <span className="ml-2 text-small font-normal text-dim">{note}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

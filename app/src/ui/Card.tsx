import { useId } from "react";
import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export type CardProps = {
  readonly title?: ReactNode;
  readonly aside?: ReactNode; // on the right of the title
  readonly children: ReactNode;
  readonly className?: string;
};

/** A titled part of a page. */
export function Card({ title, aside, children, className }: CardProps) {
  const id = useId();
  return (
    <section
      className={cx("rounded-card border border-line bg-card p-4 sm:p-5", className)}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title !== undefined && (
        <div className="mb-3.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export type Tone = "bull" | "bear" | "none";

const TONES: Readonly<Record<Tone, string>> = {
  bull: "text-bull",
  bear: "text-bear",
  none: "text-dim",
};

/** A short state with a dot, such as "Bull for 16 weeks". Its text carries the meaning, its colour only repeats it. */
export function Chip({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1.5 rounded-full border border-current px-2.5 py-1 text-[13px] font-[560] whitespace-nowrap",
        TONES[tone],
      )}
    >
      <i className="size-[7px] rounded-full bg-current" aria-hidden="true" />
      {children}
    </span>
  );
}

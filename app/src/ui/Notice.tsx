import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export type NoticeProps = {
  readonly title?: string;
  readonly tone?: "calm" | "warn" | "fault";
  readonly children: ReactNode;
  readonly actions?: ReactNode;
};

const TONES = {
  calm: "bg-soft",
  warn: "bg-warn text-warn-ink",
  fault: "bg-soft border-l-4 border-bear",
} as const;

/** A notice beside the part of a page that it concerns: the event, its cost, and the possible actions. */
export function Notice({ title, tone = "calm", children, actions }: NoticeProps) {
  return (
    <div
      role={tone === "fault" ? "alert" : "status"}
      className={cx("grid gap-2 rounded-control px-4 py-3 text-small", TONES[tone])}
    >
      {title !== undefined && <strong className="font-[620]">{title}</strong>}
      <div>{children}</div>
      {actions !== undefined && actions !== false && (
        <div className="flex flex-wrap gap-2">{actions}</div>
      )}
    </div>
  );
}

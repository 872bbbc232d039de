import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

export type StepHeadingProps = {
  readonly children: ReactNode;
  readonly onBack?: (() => void) | undefined;
  readonly aside?: ReactNode;
};

/** The heading of a step. It takes the focus when the step appears, so that a reader of the screen is where the page is. */
export function StepHeading({ children, onBack, aside }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {onBack !== undefined && (
        <button
          type="button"
          aria-label="Back to the amount"
          className="-ml-2 rounded-control px-2.5 py-1 text-dim hover:bg-soft hover:text-ink"
          onClick={onBack}
        >
          ←
        </button>
      )}
      <h2 ref={heading} tabIndex={-1} className="text-[17px] font-[640] outline-none">
        {children}
      </h2>
      {aside !== undefined && <span className="ml-auto text-small text-dim">{aside}</span>}
    </div>
  );
}

import type { ReactNode } from "react";

export type LabelledProps = {
  readonly id: string; // of the control
  readonly label: string;
  readonly children: ReactNode;
};

/** A control with its label above it. */
export function Labelled({ id, label, children }: LabelledProps) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-[13px] text-dim">
        {label}
      </label>
      {children}
    </div>
  );
}

import type { ReactNode } from "react";

import { Button } from "../../ui/Button.tsx";
import { StepHeading } from "./StepHeading.tsx";

export type FailureProps = {
  readonly title: string;
  readonly cost: ReactNode; // what it cost
  readonly children: ReactNode; // what happened
  readonly action: string;
  readonly onAction: () => void;
  readonly more?: ReactNode;
};

/** A trade that did not happen: what happened, what it cost, and that the input is kept. */
export function Failure({ title, cost, children, action, onAction, more }: FailureProps) {
  return (
    <div className="grid gap-3">
      <StepHeading>{title}</StepHeading>
      <div role="alert" className="grid gap-2">
        <p>{children}</p>
        <p className="text-dim">{cost} Your input is kept.</p>
      </div>
      <Button look="main" onClick={onAction}>
        {action}
      </Button>
      {more}
    </div>
  );
}

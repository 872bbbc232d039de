import { sendingSteps } from "../../model/sendingSteps.ts";
import type { SendingStep } from "../send/order.ts";
import { StepHeading } from "./StepHeading.tsx";
import { Steps } from "./Steps.tsx";

export type SendingViewProps = {
  readonly step: SendingStep;
  readonly allowance: string | undefined; // "100.00 USDC"; undefined: none is needed
  readonly sentence: string;
};

const ALLOWING: Readonly<Record<SendingStep, string>> = {
  preparing: "Allow",
  permit: "Allow",
  approval: "Allow by a transaction",
  "approval mining": "Wait for the allowance of",
  trade: "Allow",
};
const HINTS: Readonly<Record<SendingStep, string>> = {
  preparing: "One moment.",
  permit: "Your wallet shows a message to sign. It costs nothing.",
  approval: "Your wallet shows a transaction that allows exactly this amount.",
  "approval mining": "The allowance is on its way to the chain.",
  trade: "Your wallet shows the transaction. Compare it with the sentence above.",
};

/** The wallet is open: which step this is, with the accepted numbers frozen. */
export function SendingView({ step, allowance, sentence }: SendingViewProps) {
  const allowing = allowance === undefined ? undefined : `${ALLOWING[step]} exactly ${allowance}`;
  const isAllowing = allowing !== undefined && step !== "trade";
  return (
    <div className="grid gap-4">
      <StepHeading>Confirm in your wallet</StepHeading>
      <p className="rounded-control bg-soft p-4 font-[580]">{sentence}</p>
      <Steps
        steps={sendingSteps(isAllowing ? "allowing" : "confirming", {
          allowing,
          confirming: "Confirm the transaction",
          waiting: "Wait until it is on the chain",
        })}
      />
      <p className="text-small text-dim">{HINTS[step]} The quote is frozen until you are done.</p>
    </div>
  );
}

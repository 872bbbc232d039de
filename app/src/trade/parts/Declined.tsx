import { Failure } from "./Failure.tsx";

/** A person declined in the wallet: nothing happened, and it cost nothing. */
export function Declined({ onAction }: { readonly onAction: () => void }) {
  return (
    <Failure
      title="Nothing was sent"
      cost="It cost nothing."
      action="Try again"
      onAction={onAction}
    >
      You declined in your wallet.
    </Failure>
  );
}

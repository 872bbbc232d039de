import { useSwitchChain } from "wagmi";

import { useNode } from "../../chain/useNode.ts";
import { Button } from "../../ui/Button.tsx";
import { ConnectButton } from "../../wallet/ConnectButton.tsx";
import { walletFault } from "../../wallet/walletFault.ts";
import type { TradeView } from "../useTradeFacts.ts";
import { NeedFunds } from "./NeedFunds.tsx";

export type MainButtonProps = {
  readonly trade: Pick<TradeView, "state" | "words" | "refetch">;
  readonly onReview: () => void;
};

/** The one action of the amount step, or the reason why there is none now. */
export function MainButton({ trade, onReview }: MainButtonProps) {
  const { chain } = useNode();
  const { mutate: switchChain, error, isPending } = useSwitchChain();
  const { state, words, refetch } = trade;
  const isOpen = state === "ready" || state === "impact to acknowledge" || state === "moved";
  const needsFunds = state === "over balance" || state === "no gas token";
  return (
    <div className="grid gap-2">
      <div role="status" className="text-small">
        {words.reason !== undefined && (
          <p>
            {words.reason} {needsFunds && <NeedFunds />}
          </p>
        )}
        {error !== null && state === "wrong network" && <p>{walletFault(error)}</p>}
      </div>
      {state === "no wallet" ? (
        <ConnectButton look="main" />
      ) : state === "wrong network" ? (
        <Button look="main" disabled={isPending} onClick={() => switchChain({ chainId: chain.id })}>
          {words.button}
        </Button>
      ) : state === "quote failed" ? (
        <Button look="main" onClick={refetch}>
          {words.button}
        </Button>
      ) : (
        <Button look="main" disabled={!isOpen} onClick={onReview}>
          {isOpen ? "Review" : words.button}
        </Button>
      )}
    </div>
  );
}

import { useState } from "react";
import { useConfig as useWagmi } from "wagmi";
import { getWalletClient } from "wagmi/actions";

import { reasonOf } from "@sheaf/sdk/errors/reasonOf";

import { useNode } from "../../chain/useNode.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { isRejection } from "../../wallet/isRejection.ts";
import type { Order, SendingStep } from "./order.ts";
import { placeOrder } from "./placeOrder.ts";

/** Where a trade is before it is sent. */
export type Sending =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly step: SendingStep }
  | { readonly kind: "declined" }
  | { readonly kind: "failed"; readonly reason: string };

/** Hands a trade to the wallet, and keeps the reason if it was not sent. */
export function useSending(onSent: (trade: PendingTrade) => void) {
  const { client } = useNode();
  const wagmi = useWagmi();
  const [sending, setSending] = useState<Sending>({ kind: "idle" });
  const start = async (order: Order): Promise<void> => {
    setSending({ kind: "running", step: "preparing" });
    try {
      const wallet = await getWalletClient(wagmi);
      const report = (step: SendingStep): void => setSending({ kind: "running", step });
      onSent(await placeOrder({ client, wallet }, order, report));
      setSending({ kind: "idle" });
    } catch (error) {
      setSending(
        isRejection(error) ? { kind: "declined" } : { kind: "failed", reason: reasonOf(error) },
      );
    }
  };
  return { sending, start, reset: () => setSending({ kind: "idle" }) };
}

import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { exchangeDeadline } from "@sheaf/sdk/quote/exchangeDeadline";
import type { SellQuote } from "@sheaf/sdk/quote/quoteSell";
import { saleCall } from "@sheaf/sdk/quote/saleCall";
import type { Address, LocalAccount, TransactionReceipt } from "viem";

import type { Session } from "../session/openSession.ts";
import { sendCall } from "../session/sendCall.ts";
import { signPermit } from "./signPermit.ts";
import { withAllowance } from "./withAllowance.ts";

export type SellOrder = {
  readonly session: Session;
  readonly account: LocalAccount;
  readonly vault: Address;
  readonly symbol: string;
  readonly quote: SellQuote; // that was accepted
  readonly print: (line: string) => void;
};

export type Sold = {
  readonly receipt: TransactionReceipt;
  readonly usdc: bigint; // {usdc} received
  readonly inKind: readonly Address[]; // components that were not swapped
};

/**
 * Sells what was quoted, exactly: by a permit in one transaction.
 * @throws those of `sendCall`
 */
export async function sellShares(order: SellOrder): Promise<Sold> {
  const { session, account, vault, symbol, quote, print } = order;
  const { client, book } = session;
  const router = book.contracts.router.address;
  const deadline = await exchangeDeadline(client);
  const permitted = {
    ...{ client, account, token: vault, spender: router },
    ...{ amount: quote.shares, deadline },
  };
  const permit = await signPermit(permitted);
  const call = saleCall({ router, vault, quote, receiver: account.address, deadline, permit });
  const send = () => sendCall({ session, account, call, title: "sell", print });
  const receipt =
    permit === undefined
      ? await withAllowance({ ...permitted, session, symbol, print }, send)
      : await send();
  const inputs = { abi: indexRouterAbi, logs: receipt.logs, emitter: router };
  const [event] = eventsOf({ ...inputs, eventName: "SharesSold" });
  const skipped = eventsOf({ ...inputs, eventName: "LegSkipped" });
  return {
    receipt,
    usdc: event?.args.usdc ?? 0n,
    inKind: [
      ...quote.inKind.map(({ component }) => component),
      ...skipped.map(({ args }) => args.component),
    ],
  };
}

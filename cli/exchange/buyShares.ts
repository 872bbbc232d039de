import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { exchangeDeadline } from "@sheaf/sdk/quote/exchangeDeadline";
import { purchaseCall } from "@sheaf/sdk/quote/purchaseCall";
import type { Quote } from "@sheaf/sdk/quote/quote";
import type { Address, LocalAccount, TransactionReceipt } from "viem";

import type { Session } from "../session/openSession.ts";
import { sendCall } from "../session/sendCall.ts";
import { checkUsdc } from "./checkUsdc.ts";
import { signPermit } from "./signPermit.ts";
import { withAllowance } from "./withAllowance.ts";

export type BuyOrder = {
  readonly session: Session;
  readonly account: LocalAccount;
  readonly vault: Address;
  readonly quote: Quote; // that was accepted
  readonly print: (line: string) => void;
};

export type Bought = {
  readonly receipt: TransactionReceipt;
  readonly shares: bigint; // {share}
  readonly usdc: bigint; // {usdc} paid, after what came back
};

/**
 * Buys what was quoted, exactly: by a permit in one transaction, or behind an exact approval where USDC has no permit.
 * @throws BalanceTooSmallError and those of `sendCall`
 */
export async function buyShares(order: BuyOrder): Promise<Bought> {
  const { session, account, vault, quote, print } = order;
  const { client, book } = session;
  const router = book.contracts.router.address;
  await checkUsdc(session, account.address, quote.limit);

  const deadline = await exchangeDeadline(client);
  const { usdc: token } = book.external;
  const permitted = { client, account, token, spender: router, amount: quote.limit, deadline };
  const permit = await signPermit(permitted);
  const call = purchaseCall({ router, vault, quote, receiver: account.address, deadline, permit });
  const send = () => sendCall({ session, account, call, title: "buy", print });
  const receipt =
    permit === undefined
      ? await withAllowance({ ...permitted, session, symbol: "USDC", print }, send)
      : await send();
  const { logs } = receipt;
  const abi = indexRouterAbi;
  const [event] = eventsOf({ abi, eventName: "SharesBought", logs, emitter: router });
  return { receipt, shares: event?.args.shares ?? 0n, usdc: event?.args.usdc ?? 0n };
}

import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import type { Quote } from "@sheaf/sdk/quote/quote";
import { encodeFunctionData } from "viem";
import type { Address, LocalAccount, TransactionReceipt } from "viem";

import type { Session } from "../session/openSession.ts";
import { reasonOf } from "../session/reasonOf.ts";
import { sendCall } from "../session/sendCall.ts";
import { approveExactly } from "./approveExactly.ts";
import { checkUsdc } from "./checkUsdc.ts";
import { exchangeDeadline } from "./exchangeDeadline.ts";
import { signPermit } from "./signPermit.ts";

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
  const purchase = {
    vault,
    shares: quote.shares,
    maxUsdc: quote.limit,
    receiver: account.address,
    deadline,
    basketId: quote.basketId,
    legs: quote.legs,
  };
  const { usdc: token } = book.external;
  const permitted = { client, account, token, spender: router, amount: quote.limit, deadline };
  const permit = await signPermit(permitted);
  if (permit === undefined) await approveExactly({ ...permitted, session, symbol: "USDC", print });
  const data =
    permit === undefined
      ? encodeFunctionData({ abi: indexRouterAbi, functionName: "buy", args: [purchase] })
      : encodeFunctionData({
          abi: indexRouterAbi,
          functionName: "buyWithPermit",
          args: [purchase, permit],
        });

  const receipt = await sendCall({
    session,
    account,
    call: { to: router, data },
    title: "buy",
    print,
  });
  if (permit === undefined)
    await approveExactly({ ...permitted, amount: 0n, session, symbol: "USDC", print }).catch(
      (error: unknown) =>
        print(
          `the purchase is done; the rest of the allowance is not withdrawn: ${reasonOf(error)}`,
        ),
    );
  const { logs } = receipt;
  const abi = indexRouterAbi;
  const [event] = eventsOf({ abi, eventName: "SharesBought", logs, emitter: router });
  return { receipt, shares: event?.args.shares ?? 0n, usdc: event?.args.usdc ?? 0n };
}

import { indexFactoryAbi } from "@sheaf/sdk/abi/indexFactoryAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { encodeFunctionData, zeroHash } from "viem";
import type { Address, LocalAccount, TransactionReceipt } from "viem";

import { checkUsdc } from "../../exchange/checkUsdc.ts";
import { withAllowance } from "../../exchange/withAllowance.ts";
import type { Session } from "../../session/openSession.ts";
import { sendCall } from "../../session/sendCall.ts";
import type { Terms } from "./termsFor.ts";

/** An index that somebody wants to create. */
export type Creation = {
  readonly name: string;
  readonly symbol: string;
  readonly usdcAmount: bigint; // {usdc}
  readonly sharePrice: bigint; // {usdc/share}
  readonly terms: Terms;
};

export type CreationOrder = {
  readonly session: Session;
  readonly account: LocalAccount;
  readonly creation: Creation;
  readonly print: (line: string) => void;
};

export type Created = {
  readonly receipt: TransactionReceipt;
  readonly index: Address | undefined;
  readonly shares: bigint; // {share} the locked ones included
};

/**
 * Creates an index. The same creator cannot create the same index twice: a second run after a crash is refused by name.
 * @throws BalanceTooSmallError and those of `sendCall`
 */
export async function createIndex(order: CreationOrder): Promise<Created> {
  const { session, account, creation, print } = order;
  const { book } = session;
  const { terms, ...given } = creation;
  const amount = creation.usdcAmount;
  await checkUsdc(session, account.address, amount);

  const factory = book.contracts.factory.address;
  const token = book.external.usdc;
  const data = encodeFunctionData({
    abi: indexFactoryAbi,
    functionName: "createIndex",
    args: [{ ...given, ...terms, salt: zeroHash }],
  });
  const call = { to: factory, data };
  const allowance = { session, account, token, symbol: "USDC", spender: factory, amount, print };
  const receipt = await withAllowance(allowance, () =>
    sendCall({ session, account, call, title: "create the index", print }),
  );
  const { logs } = receipt;
  const abi = indexFactoryAbi;
  const [event] = eventsOf({ abi, eventName: "IndexCreated", logs, emitter: factory });
  return { receipt, index: event?.args.index, shares: event?.args.shares ?? 0n };
}

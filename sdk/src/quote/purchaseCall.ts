import { encodeFunctionData } from "viem";
import type { Address, Hex } from "viem";

import { indexRouterAbi } from "../abi/indexRouterAbi.ts";
import type { SignedPermit } from "../permit/signedPermit.ts";
import type { Quote } from "./quote.ts";

export type PurchaseInputs = {
  readonly router: Address;
  readonly vault: Address;
  readonly quote: Quote; // that was accepted
  readonly receiver: Address;
  readonly deadline: bigint; // {s}
  readonly permit: SignedPermit | undefined; // undefined: the allowance is there
};

/** The router's call that buys exactly the quoted shares. */
export function purchaseCall({
  router,
  vault,
  quote,
  receiver,
  deadline,
  permit,
}: PurchaseInputs): {
  readonly to: Address;
  readonly data: Hex;
} {
  const purchase = {
    vault,
    shares: quote.shares,
    maxUsdc: quote.limit,
    receiver,
    deadline,
    basketId: quote.basketId,
    legs: quote.legs,
  };
  const abi = indexRouterAbi;
  const data =
    permit === undefined
      ? encodeFunctionData({ abi, functionName: "buy", args: [purchase] })
      : encodeFunctionData({ abi, functionName: "buyWithPermit", args: [purchase, permit] });
  return { to: router, data };
}

import { encodeFunctionData } from "viem";
import type { Address, Hex } from "viem";

import { indexRouterAbi } from "../abi/indexRouterAbi.ts";
import type { SignedPermit } from "../permit/signedPermit.ts";
import type { SellQuote } from "./quoteSell.ts";

export type SaleInputs = {
  readonly router: Address;
  readonly vault: Address;
  readonly quote: SellQuote; // that was accepted
  readonly receiver: Address;
  readonly deadline: bigint; // {s}
  readonly permit: SignedPermit | undefined; // undefined: the allowance is there
};

/** The router's call that sells exactly the quoted shares. */
export function saleCall({ router, vault, quote, receiver, deadline, permit }: SaleInputs): {
  readonly to: Address;
  readonly data: Hex;
} {
  const sale = {
    vault,
    shares: quote.shares,
    minUsdc: quote.limit,
    receiver,
    deadline,
    basketId: quote.basketId,
    skip: 0n,
    legs: quote.legs,
  };
  const abi = indexRouterAbi;
  const data =
    permit === undefined
      ? encodeFunctionData({ abi, functionName: "sell", args: [sale] })
      : encodeFunctionData({ abi, functionName: "sellWithPermit", args: [sale, permit] });
  return { to: router, data };
}

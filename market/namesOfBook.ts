import type { AddressBook, TestToken } from "@sheaf/sdk/addresses/addressBook";

import type { MarketName } from "./LocalMarket.ts";

/** Names of a test market as its address book has them, with the answers that their feeds give now. */
export function namesOfBook(
  tokens: readonly TestToken[],
  usdc: AddressBook["external"]["usdc"],
  answers: readonly bigint[], // D(feed){usd/token}
): Map<string, MarketName> {
  return new Map(
    tokens.map(({ id, name: _, ...token }, at) => {
      const tokenIsToken0 = BigInt(token.token) < BigInt(usdc);
      return [id, { id, ...token, answer: answers[at], tokenIsToken0 }];
    }),
  );
}

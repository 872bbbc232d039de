import { BULK, CALLS_PER_REQUEST } from "../chain/bulk.ts";
import { readInParts } from "../chain/readInParts.ts";
import { erc20Abi } from "viem";
import type { Address } from "viem";
import { multicall } from "viem/actions";

import type { Exit } from "./exit.ts";

export type TokenName = {
  readonly token: Address;
  readonly symbol: string;
  readonly decimals: number;
};

const SMALLEST = 0; // {decimals} of a token that names none: its amounts are in smallest units
const MAX_DECIMALS = 77; // {decimals} a word has no more digits
const MAX_SYMBOL = 32; // {characters}

/**
 * Symbols and decimals. A token that names none, or none that can be, is named by its address and counted in its smallest
 * units: no token stops the others.
 */
export async function readTokens(
  client: Exit["client"],
  tokens: readonly Address[],
): Promise<TokenName[]> {
  const [symbols, decimals] = await Promise.all([
    readEach(client, tokens, "symbol"),
    readEach(client, tokens, "decimals"),
  ]);
  return tokens.map((token, at) => {
    const [symbol, scale] = [symbols[at], decimals[at]];
    const isScale = typeof scale === "number" && scale >= 0 && scale <= MAX_DECIMALS;
    return {
      token,
      symbol: typeof symbol === "string" ? symbol.slice(0, MAX_SYMBOL) : token,
      decimals: isScale ? scale : SMALLEST,
    };
  });
}

async function readEach(
  client: Exit["client"],
  tokens: readonly Address[],
  functionName: "symbol" | "decimals",
): Promise<readonly unknown[]> {
  return readInParts(tokens, CALLS_PER_REQUEST, async (part) => {
    const answers = await multicall(client, {
      ...BULK,
      allowFailure: true,
      contracts: part.map((address) => ({ address, abi: erc20Abi, functionName }) as const),
    });
    return answers.map(({ result }): unknown => result);
  });
}

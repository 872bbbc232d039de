import type { Client } from "viem";
import { getChainId } from "viem/actions";

import { WrongChainError } from "./errors.ts";

/** @throws WrongChainError where the endpoint serves another chain. */
export async function checkChain(client: Client, expected: number): Promise<void> {
  const actual = await getChainId(client);
  if (actual !== expected) throw new WrongChainError(expected, actual);
}

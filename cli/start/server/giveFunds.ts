import { parseJson } from "@sheaf/sdk/units/parseJson";
import { MalformedJsonError } from "@sheaf/sdk/units/errors";
import { getAddress, isAddress } from "viem";
import type { Address } from "viem";
import { z } from "zod";

import { jsonReply } from "./jsonReply.ts";
import type { Reply } from "./reply.ts";

/** Hands out test money of a local chain. */
export type Faucet = {
  /** Sends test ether and test USDC, and waits until both have arrived. */
  readonly give: (to: Address) => Promise<{ readonly wei: bigint; readonly usdc: bigint }>;
  readonly given: Date[]; // of the last hour, ascending
};

const REQUEST = z.strictObject({
  address: z
    .string()
    .refine((text) => isAddress(text, { strict: true }), "expected an address")
    .transform((text): Address => getAddress(text)),
});
const HOUR = 3_600_000; // {ms}
const MAX_PER_HOUR = 60;

/** Hands out test money to the address that a request names; at most 60 times an hour. */
export async function giveFunds(faucet: Faucet, body: string, now: number): Promise<Reply> {
  const request = REQUEST.safeParse(parsed(body));
  if (!request.success)
    return jsonReply(
      { error: 'The faucet takes {"address": "0x..."}, with a right checksum.' },
      400,
    );
  const { given } = faucet;
  while (given[0] !== undefined && given[0].getTime() <= now - HOUR) given.shift();
  if (given.length >= MAX_PER_HOUR)
    return jsonReply({ error: `The faucet gives ${MAX_PER_HOUR} times an hour. Try later.` }, 429);
  given.push(new Date(now));
  const { address } = request.data;
  const { wei, usdc } = await faucet.give(address);
  return jsonReply({ address, wei: wei.toString(), usdc: usdc.toString() });
}

function parsed(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof MalformedJsonError) return undefined;
    throw error;
  }
}

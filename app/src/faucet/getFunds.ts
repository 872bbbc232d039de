import type { Address } from "viem";
import { z } from "zod";

import { FaucetRefusedError } from "./errors.ts";

const PATH = "/faucet";
const AMOUNT = z
  .string()
  .regex(/^\d{1,40}$/)
  .transform(BigInt);
const GIVEN = z.object({ wei: AMOUNT, usdc: AMOUNT });
const REFUSED = z.object({ error: z.string() });

/** Test money that arrived. */
export type Funds = z.infer<typeof GIVEN>;

/**
 * Gets test ether and test USDC of a local chain.
 * @throws FaucetRefusedError
 */
export async function getFunds(address: Address): Promise<Funds> {
  const response = await fetch(PATH, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ address }),
  }).catch(() => undefined);
  if (response === undefined) throw new FaucetRefusedError("The faucet does not answer.");
  const body: unknown = await response.json().catch(() => undefined);
  const given = GIVEN.safeParse(body);
  if (response.ok && given.success) return given.data;
  const refused = REFUSED.safeParse(body);
  throw new FaucetRefusedError(
    refused.success ? refused.data.error : `HTTP status ${response.status}.`,
  );
}

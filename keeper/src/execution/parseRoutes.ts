import { getAddress, isAddress } from "viem";
import { z } from "zod";
import type { Address } from "viem";

import { MalformedRoutesError } from "./MalformedRoutesError.ts";

/** The Uniswap v3 pool in which a component is traded against USDC. */
export type Route = {
  readonly pool: Address;
  readonly fee: bigint; // {1e6} hundredths of a basis point
  readonly token0: Address; // of the pool
};

/** By component, in checksummed form. */
export type Routes = ReadonlyMap<Address, Route>;

const AddressText = z
  .string()
  .refine((text) => isAddress(text, { strict: false }), "expected an address")
  .transform((text) => getAddress(text));
const RoutesDocument = z.record(
  AddressText,
  z.strictObject({
    pool: AddressText,
    fee: z.int().min(0).max(999_999).transform(BigInt),
    token0: AddressText,
  }),
);

/**
 * Checks a routes document (parsed JSON): `{ "<component>": { "pool": address, "fee": 3000, "token0": address } }`.
 *
 * @throws MalformedRoutesError that lists every fault.
 */
export function parseRoutes(document: unknown): Routes {
  const parsed = RoutesDocument.safeParse(document);
  if (!parsed.success)
    throw new MalformedRoutesError(
      parsed.error.issues.map(
        (issue) => `${issue.path.map(String).join(".") || "document"}: ${issue.message}`,
      ),
    );
  return new Map(Object.entries(parsed.data).map(([token, route]) => [getAddress(token), route]));
}

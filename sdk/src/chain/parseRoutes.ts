import { getAddress, isAddress } from "viem";
import { z } from "zod";
import type { Address } from "viem";

import { MalformedRoutesError } from "./errors.ts";

/** A Uniswap v3 pool in which a component is traded against USDC. */
export type Route = {
  readonly pool: Address;
  readonly fee: bigint; // {1e6} hundredths of a basis point
  readonly token0: Address; // of the pool
};

/** By component, in checksummed form; the pool that small legs go to first. */
export type Routes = ReadonlyMap<Address, readonly Route[]>;

/** Pools of one component: one has most of the depth, a second and third may be worth a leg. */
const MOST_POOLS = 4;

const AddressText = z
  .string()
  .refine((text) => isAddress(text, { strict: false }), "expected an address")
  .transform((text) => getAddress(text));
const RouteDocument = z.strictObject({
  pool: AddressText,
  fee: z.int().min(0).max(999_999).transform(BigInt),
  token0: AddressText,
});
const RoutesDocument = z.record(
  AddressText,
  z.preprocess(
    (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]),
    z.array(RouteDocument).min(1).max(MOST_POOLS),
  ),
);

/**
 * Checks a routes document (parsed JSON): `{ "<component>": { "pool": address, "fee": 3000, "token0": address } }`, or a list of
 * up to four such pools, over which large legs are split.
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
  return new Map(Object.entries(parsed.data).map(([token, routes]) => [getAddress(token), routes]));
}

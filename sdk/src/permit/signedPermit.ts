import { parseSignature } from "viem";
import type { Hex } from "viem";

/** As `IIndexRouter.Permit`. */
export type SignedPermit = {
  readonly deadline: bigint; // {s}
  readonly v: number;
  readonly r: Hex;
  readonly s: Hex;
};

/** {1} Of a signature with a parity of zero. */
const FIRST_V = 27;

/**
 * The permit that the router takes, from a signature of `permitMessage`.
 * @param deadline {s} As it was signed.
 */
export function signedPermit(signature: Hex, deadline: bigint): SignedPermit {
  const { r, s, yParity } = parseSignature(signature);
  return { deadline, v: FIRST_V + yParity, r, s };
}

import { getAddress, isAddress, isAddressEqual } from "viem";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";
import { AmbiguousSymbolError, NoSuchIndexError } from "./errors.ts";
import { listIndexes } from "./listIndexes.ts";

/**
 * The index of a deployment that a person names, by its symbol or its address.
 * @throws NoSuchIndexError, AmbiguousSymbolError
 */
export async function findIndex(session: Session, wanted: string): Promise<Address> {
  const indexes = await listIndexes(session);
  const found = isAddress(wanted, { strict: false })
    ? indexes.filter(({ address }) => isAddressEqual(address, getAddress(wanted)))
    : indexes.filter(({ symbol }) => symbol.toLowerCase() === wanted.toLowerCase());
  const [only, ...others] = found.map(({ address }) => address);
  if (only === undefined)
    throw new NoSuchIndexError(
      wanted,
      indexes.map(({ symbol }) => symbol),
    );
  if (others.length > 0) throw new AmbiguousSymbolError(wanted, [only, ...others]);
  return only;
}

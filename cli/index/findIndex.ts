import { indexFactoryAbi } from "@sheaf/sdk/abi/indexFactoryAbi";
import { getAddress, isAddress } from "viem";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";
import { AmbiguousSymbolError, NoSuchIndexError } from "./errors.ts";
import { listIndexes } from "./listIndexes.ts";

const SHOWN = 20; // symbols

/**
 * The index of a deployment that a person names, by its symbol or its address.
 * @throws NoSuchIndexError, AmbiguousSymbolError
 */
export async function findIndex(session: Session, wanted: string): Promise<Address> {
  const { client, book } = session;
  if (isAddress(wanted)) {
    const isIndex = await client.readContract({
      address: book.contracts.factory.address,
      abi: indexFactoryAbi,
      functionName: "isIndex",
      args: [wanted],
    });
    if (isIndex) return getAddress(wanted);
  }
  const indexes = await listIndexes(session);
  const found = indexes.filter(({ symbol }) => symbol.toLowerCase() === wanted.toLowerCase());
  const [only, ...others] = found.map(({ address }) => address);
  if (only === undefined)
    throw new NoSuchIndexError(
      wanted,
      indexes.slice(0, SHOWN).map(({ symbol }) => symbol),
    );
  if (others.length > 0) throw new AmbiguousSymbolError(wanted, [only, ...others]);
  return only;
}

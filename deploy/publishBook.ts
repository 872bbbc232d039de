import type { Signer } from "ethers";
import { dataLength, ZeroAddress } from "ethers";

import type { ComponentRegistry } from "../types/index.js";

/** {components} `ListingBook.MAXIMUM_COUNT`. */
const MOST = 200;

/** {byte} Of one component, behind one byte of code. */
const STRIDE = 116;

/**
 * Publishes a book of what a registry lists, so that starts and trades of many components cost less. To be repeated after
 * every listing, tightening, restriction and freeze, each of which has the registry forget its book. Where more is listed
 * than a book takes, what was listed first goes into it.
 * @param signer Anyone who has gas.
 * @param listed What the registry lists; read from its events if not given.
 * @returns {components} how many were published; zero where the present book is as large
 */
export async function publishBook(
  registry: ComponentRegistry,
  signer: Signer,
  listed?: readonly string[],
): Promise<number> {
  const tokens = [...new Set(listed ?? (await listedBy(registry)))]
    .slice(0, MOST)
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const book = await registry.book();
  const code = book === ZeroAddress ? undefined : await signer.provider?.getCode(book);
  const present = code === undefined ? 0 : Math.floor((dataLength(code) - 1) / STRIDE);
  if (tokens.length <= present) return 0;
  await (await registry.connect(signer).publishBook(tokens)).wait();
  return tokens.length;
}

async function listedBy(registry: ComponentRegistry): Promise<string[]> {
  const listings = await registry.queryFilter(registry.filters.ComponentListed());
  return listings.map(({ args }) => args.token);
}

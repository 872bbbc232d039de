import { BaseError } from "viem";

/**
 * Reads all items, in their order, in requests of at most `most` items. Where a request fails, for example as it takes more gas
 * than the node gives, each half of its items is read by a request of its own.
 * @throws the error of a request for one item
 */
export async function readInParts<item, answer>(
  items: readonly item[],
  most: number,
  read: (part: readonly item[]) => Promise<readonly answer[]>,
): Promise<readonly answer[]> {
  const parts = Array.from({ length: Math.ceil(items.length / most) }, (_, at) =>
    items.slice(at * most, (at + 1) * most),
  );
  return (await Promise.all(parts.map((part) => readHalving(part, read)))).flat();
}

async function readHalving<item, answer>(
  items: readonly item[],
  read: (part: readonly item[]) => Promise<readonly answer[]>,
): Promise<readonly answer[]> {
  try {
    return await read(items);
  } catch (error) {
    if (items.length < 2 || !(error instanceof BaseError)) throw error;
    const middle = items.length >> 1;
    const halves = await Promise.all([
      readHalving(items.slice(0, middle), read),
      readHalving(items.slice(middle), read),
    ]);
    return halves.flat();
  }
}

import { BaseError } from "viem";

/**
 * Answers for all items, in their order. Where a call fails, for example as it takes more gas than the node gives, each half of
 * its items is read by a call of its own.
 * @throws the error of a call for one item
 */
export async function readInParts<item, answer>(
  items: readonly item[],
  read: (part: readonly item[]) => Promise<readonly answer[]>,
): Promise<readonly answer[]> {
  try {
    return await read(items);
  } catch (error) {
    if (items.length < 2 || !(error instanceof BaseError)) throw error;
    const middle = items.length >> 1;
    const halves = await Promise.all([
      readInParts(items.slice(0, middle), read),
      readInParts(items.slice(middle), read),
    ]);
    return halves.flat();
  }
}

import { crc32 } from "./crc32.ts";

/**
 * Sums over a document's blocks, published beside it. They are not on chain and nothing is believed because of them: they
 * only say where to look when a document does not hash to what it should, and the hash then proves the find.
 */
export type BlockSums = {
  readonly version: 1;
  readonly size: number; // {byte} of the document
  readonly block: number; // {byte} of each block but the last
  readonly crc32: readonly string[]; // eight hexadecimal digits for each block
};

const BLOCK = 64; // {byte}

export function sumBlocks(bytes: Uint8Array): BlockSums {
  const count = Math.ceil(bytes.length / BLOCK);
  return {
    version: 1,
    size: bytes.length,
    block: BLOCK,
    crc32: Array.from({ length: count }, (_, index) =>
      crc32(bytes.subarray(index * BLOCK, (index + 1) * BLOCK))
        .toString(16)
        .padStart(8, "0"),
    ),
  };
}

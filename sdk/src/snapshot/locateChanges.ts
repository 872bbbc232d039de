import { keccak256 } from "viem";
import type { Hex } from "viem";

import { crc32 } from "./crc32.ts";
import { mapJson } from "./mapJson.ts";
import { pathAt } from "./pathAt.ts";
import type { BlockSums } from "./sumBlocks.ts";

/** A place in which a document differs from what was published. */
export type Change = {
  readonly offset: number; // {byte} from zero
  readonly length: number; // {byte}
  readonly path: string; // of the first byte
  /** The byte that was there, where it is known. */
  readonly was: number | undefined;
};

export type Changes = {
  readonly changes: readonly Change[];
  /** Whether the document hashes to what it should once every `was` is put back. */
  readonly proven: boolean;
};

/**
 * Finds what was changed in a document. Each block whose sum is off is repaired by trying every byte in every place; if the
 * whole then has the expected hash, the find is proven, whoever made the sums. Else the blocks are what is known.
 */
export function locateChanges(bytes: Uint8Array, expected: Hex, sums: BlockSums): Changes {
  const blocks = changedBlocks(bytes, sums);
  if (bytes.length === sums.size) {
    const repaired = Uint8Array.from(bytes);
    const offsets = blocks.map(({ offset, length, sum }) => {
      const block = repaired.subarray(offset, offset + length);
      const found = repair(block, sum);
      return found === undefined ? undefined : offset + found;
    });
    if (keccak256(repaired) === expected) {
      const map = mapJson(repaired);
      const changes = offsets
        .filter((offset) => offset !== undefined)
        .map((offset) => ({
          offset,
          length: 1,
          path: pathAt(map, offset),
          was: repaired[offset],
        }));
      return { changes, proven: true };
    }
  }
  const map = mapJson(bytes);
  return {
    changes: blocks.map(({ offset, length }) => ({
      offset,
      length,
      path: pathAt(map, offset),
      was: undefined,
    })),
    proven: false,
  };
}

type Block = { readonly offset: number; readonly length: number; readonly sum: number };

/** Blocks whose sum is off; of a document of another size all from the first to the last that is. */
function changedBlocks(bytes: Uint8Array, { size, block, crc32: sums }: BlockSums): Block[] {
  const blockAt = (index: number, shift: number): Block => {
    const offset = index * block;
    const length = Math.min(block, size - offset);
    return { offset: offset + shift, length, sum: Number.parseInt(sums[index] ?? "", 16) };
  };
  const isOff = ({ offset, length, sum }: Block): boolean =>
    offset < 0 || crc32(bytes.subarray(offset, offset + length)) !== sum;
  const all = sums.map((_, index) => blockAt(index, 0));
  if (bytes.length === size) return all.filter(isOff);

  const first = all.findIndex(isOff);
  const start = first === -1 ? size : first * block;
  const shift = bytes.length - size;
  const last = sums.findLastIndex((_, index) => isOff(blockAt(index, shift)));
  const end = Math.min(bytes.length, Math.max(0, Math.min(size, (last + 1) * block) + shift));
  return [{ offset: Math.min(start, bytes.length), length: Math.max(0, end - start), sum: 0 }];
}

/** Puts one byte of a block back so that its sum is right, and says which; undefined where no single byte does it. */
function repair(block: Uint8Array, sum: number): number | undefined {
  for (const [index, found] of block.entries()) {
    for (let byte = 0; byte < 256; ++byte) {
      block[index] = byte;
      if (byte !== found && crc32(block) === sum) return index;
    }
    block[index] = found;
  }
  return undefined;
}

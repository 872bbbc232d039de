import { z } from "zod";

import type { BlockSums } from "./sumBlocks.ts";

const SumsDocument = z
  .strictObject({
    version: z.literal(1),
    size: z.int().min(0),
    block: z.int().min(16).max(4096),
    crc32: z.array(z.string().regex(/^[0-9a-f]{8}$/)),
  })
  .refine(({ size, block, crc32 }) => crc32.length === Math.ceil(size / block));

/** Reads sums from their bytes; undefined where they are none: sums only help, so that faults in them are no news. */
export function parseBlockSums(bytes: Uint8Array): BlockSums | undefined {
  try {
    return SumsDocument.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined; // no JSON
  }
}

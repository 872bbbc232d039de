/** A text of hexadecimal digits behind 0x: what viem calls `Hex` and `Address`. */
export type HexText = `0x${string}`;

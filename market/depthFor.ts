/** How deep pools are. */
export type DepthRule = {
  readonly volumeDivisor: bigint; // depth = volume of 24 hours / divisor
  readonly least: bigint; // D18{usd}
  readonly most: bigint; // D18{usd}
};

/**
 * The value to put into a pool: depth follows volume, within limits.
 * @param volume24h D18{usd}
 * @returns D18{usd}
 */
export function depthFor(volume24h: bigint, { volumeDivisor, least, most }: DepthRule): bigint {
  const depth = volume24h / volumeDivisor;
  return depth < least ? least : depth > most ? most : depth;
}

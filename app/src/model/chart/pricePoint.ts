/** A value at a moment of the chain. */
export type PricePoint = {
  readonly time: bigint; // {s}
  readonly value: bigint; // D18{uoa}
  readonly complete: boolean; // false: a token without a price was not counted
};

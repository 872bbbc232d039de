/** {1} WAD How far the price feeds of a trade's two sides may stand from the market together, for the bounds that are shown. */
export const DEVIATION = 2n * 10n ** 16n;

/** The greatest part of a share that stolen keys can take in any seven days, without changes of market prices. {1} WAD */
export type LossBounds = {
  readonly withKeeper: bigint; // by who has the keeper's key, with the strategist's or without
  readonly withoutKeeper: bigint; // by who has the strategist's key alone, or none, while no keeper trades
};

type Limits = { readonly lossLimit: bigint; readonly turnoverLimit: bigint }; // {1} WAD, of any seven days

const WAD = 10n ** 18n;
const EXIT_ALLOWANCE = 2n * WAD; // {1} what an epoch that changes the regime trades without counting as turnover, at most

/**
 * Loss limit + (turnover limit + exit allowance) * deviation, as `IndexLens.lossBounds` computes it: rounded up, and at most
 * one. Without the keeper's key half of the loss limit takes the place of the whole.
 * @param deviation {1} WAD; how far the feeds of the two sides of a trade may stand from the market, together
 */
export function lossBounds({ lossLimit, turnoverLimit }: Limits, deviation: bigint): LossBounds {
  const bounded = deviation < WAD ? deviation : WAD;
  const hidden = ((turnoverLimit + EXIT_ALLOWANCE) * bounded + WAD - 1n) / WAD; // {1} = {1} * D18{1} / D18
  const withLoss = (loss: bigint): bigint => (loss + hidden < WAD ? loss + hidden : WAD);
  return { withKeeper: withLoss(lossLimit), withoutKeeper: withLoss((lossLimit + 1n) / 2n) };
}

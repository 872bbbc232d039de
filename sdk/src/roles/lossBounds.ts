/** The greatest part of a share that stolen keys can take in any seven days, without changes of market prices. {1} WAD */
export type LossBounds = {
  readonly withKeeper: bigint; // by who has the keeper's key, with the strategist's or without
  readonly withoutKeeper: bigint; // by who has the strategist's key alone, or none, while no keeper trades
};

type Limits = {
  readonly lossLimit: bigint; // {1} WAD, of any seven days
  readonly turnoverLimit: bigint; // {1} WAD, of any seven days
  readonly minInterval: bigint; // {s} between weekly starts
};

const WAD = 10n ** 18n;
const PERIOD = 604_800n; // {s}
const MAX_DUST = 500_000_000_000_000n; // {1} WAD, what drops out of the basket as dust at one start, at most
const EXIT_ALLOWANCE = 2n * WAD; // {1} what an epoch that changes the regime trades without counting as turnover, at most

/**
 * Loss limit + (turnover limit + exit allowance) * deviation, as `IndexLens.lossBounds` computes it: rounded up, and at most
 * one. Without the keeper's key half of the loss limit, and what can drop out as dust at the starts of seven days, take the
 * place of the whole if they are less.
 * @param deviation {1} WAD; how far the feeds of the two sides of a trade may stand from the market, together
 */
export function lossBounds(
  { lossLimit, turnoverLimit, minInterval }: Limits,
  deviation: bigint,
): LossBounds {
  const bounded = deviation < WAD ? deviation : WAD;
  const hidden = ((turnoverLimit + EXIT_ALLOWANCE) * bounded + WAD - 1n) / WAD; // {1} = {1} * D18{1} / D18
  const withLoss = (loss: bigint): bigint => (loss + hidden < WAD ? loss + hidden : WAD);
  const half = (lossLimit + 1n) / 2n + (PERIOD / minInterval + 2n) * MAX_DUST; // {1}
  return {
    withKeeper: withLoss(lossLimit),
    withoutKeeper: withLoss(half < lossLimit ? half : lossLimit),
  };
}

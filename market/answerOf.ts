/**
 * A feed's answer for a price. It is never zero: what a feed cannot express it shows as its smallest answer.
 * @param price D18{usd/token}
 * @returns {usd/token} with the feed's decimals, rounded down
 */
export function answerOf(price: bigint, feedDecimals: number): bigint {
  const answer = price / 10n ** BigInt(18 - feedDecimals);
  return answer > 0n ? answer : 1n;
}

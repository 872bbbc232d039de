import type { priceOracleAbi } from "../../abi/priceOracleAbi.ts";
import { dateText } from "../text/dateText.ts";
import { durationText } from "../text/durationText.ts";
import { percentText } from "../text/percentText.ts";
import type { Sentences } from "../sentence.ts";

const WAIT_FOR_FEED = "Wait for the feed's next answer. Redemption needs no price.";
const CHECK_FEED = "Check the feed. The admin may list the component with another one.";
const WAIT_FOR_SEQUENCER = "Wait until the sequencer is up. Redemption needs no price.";

/** Errors of `PriceOracle`: why a price is not believed. */
export const oracleSentences = {
  QuoteUnsupported: ({ quote }) => [
    `The oracle gives no prices in ${quote}.`,
    "Ask for prices in US dollars, the address 840.",
  ],
  FeedMissing: ({ base }) => [
    `The registry has no price feed of ${base}.`,
    "Check the address. A component has a feed once it is listed.",
  ],
  FeedUnreadable: ({ base, feed }) => [
    `The price feed ${feed} of ${base} cannot be read.`,
    CHECK_FEED,
  ],
  PriceNotPositive: ({ base, answer }) => [
    `The price feed of ${base} answers ${answer}, which is no price.`,
    WAIT_FOR_FEED,
  ],
  PriceStale: ({ base, updatedAt, heartbeat }) => [
    `The price of ${base} is from ${dateText(updatedAt)}, older than the ${durationText(heartbeat)} that are allowed.`,
    WAIT_FOR_FEED,
  ],
  PriceFromFuture: ({ base, updatedAt }) => [
    `The price of ${base} is dated ${dateText(updatedAt)}, which has not come yet.`,
    WAIT_FOR_FEED,
  ],
  PriceOutOfBand: ({ base, answer, min, max }) => [
    `The price feed of ${base} answers ${answer}, outside its band of ${min} to ${max}.`,
    "If the price is right, the admin must list the component with a wider band.",
  ],
  StablecoinDepegged: ({ base, answer, min, max }) => [
    `The stablecoin ${base} is off its dollar: its feed answers ${answer}, outside ${min} to ${max}.`,
    "Wait until it is worth a dollar again. Redemption needs no price.",
  ],
  SecondFeedDoubtful: ({ base }) => [
    `The second price feed of ${base}, which must agree with the first, is in doubt.`,
    WAIT_FOR_FEED,
  ],
  PricesDivergent: ({ base, answer, secondAnswer, maxDivergence }) => [
    `The two price feeds of ${base} answer ${answer} and ${secondAnswer}, more than ${percentText(maxDivergence)} apart.`,
    "Wait until they agree again. Redemption needs no price.",
  ],
  QuoteNested: ({ base, quote }) => [
    `The feed of ${base} answers in ${quote}, whose own feed does not answer in dollars.`,
    CHECK_FEED,
  ],
  QuoteFrozen: ({ base, quote }) => [
    `The feed of ${base} answers in ${quote}, which the guardian has frozen.`,
    "Wait until that token is listed anew. Redemption needs no price.",
  ],
  PriceTooLarge: ({ base }) => [`The price of ${base} is too large to be one.`, CHECK_FEED],
  SequencerDown: ({ since }) => [
    `The network's sequencer is down since ${dateText(since)}.`,
    WAIT_FOR_SEQUENCER,
  ],
  SequencerRecovering: ({ since, until }) => [
    `The network's sequencer is up again since ${dateText(since)}; prices count from ${dateText(until)} on.`,
    "Wait until then. Redemption needs no price.",
  ],
  SequencerUnknown: () => [
    "The uptime feed does not say since when the network's sequencer is up.",
    WAIT_FOR_SEQUENCER,
  ],
  SequencerUnreadable: ({ feed }) => [
    `The uptime feed ${feed} of the network's sequencer cannot be read.`,
    WAIT_FOR_SEQUENCER,
  ],
  TermsMismatch: ({ length, count }) => [
    `The terms have ${length} bytes, and ${count} components need ${64n * count}.`,
    "Pass what the registry's tradeTerms returned for the same components.",
  ],
} satisfies Sentences<typeof priceOracleAbi>;

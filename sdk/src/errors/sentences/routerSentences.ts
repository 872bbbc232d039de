import type { indexRouterAbi } from "../../abi/indexRouterAbi.ts";
import { dateText } from "../text/dateText.ts";
import { usdcText } from "../text/usdcText.ts";
import type { Sentences } from "../sentence.ts";

/** Errors of `IndexRouter`. */
export const routerSentences = {
  UnknownVault: ({ vault }) => [
    `${vault} is no index of this router's factory.`,
    "Check the address of the index and the network.",
  ],
  DeadlinePassed: ({ deadline }) => [
    `The quote was good until ${dateText(deadline)}.`,
    "Take a new quote and send it at once.",
  ],
  InvalidReceiver: ({ receiver }) => [
    `${receiver} can receive neither shares nor USDC.`,
    "Give an account of your own as the receiver.",
  ],
  PoolMissing: ({ tokenA, tokenB, fee }) => [
    `There is no pool of ${tokenA} and ${tokenB} with a fee of ${fee} millionths.`,
    "Take a new quote: it looks for the pools that are there.",
  ],
  ExcessiveUsdcIn: ({ required, available }) => [
    `A swap of the purchase costs ${usdcText(required)}, and ${usdcText(available)} are left for it. Prices moved since the quote.`,
    "Take a new quote, or allow more slippage.",
  ],
  InsufficientLegOut: ({ component, usdcOut, limit }) => [
    `The sale of ${component} brings ${usdcText(usdcOut)}, less than its limit of ${usdcText(limit)}.`,
    "Take a new quote, or allow more slippage. `sheaf redeem` needs no price.",
  ],
  InsufficientUsdcOut: ({ usdcOut, minUsdc }) => [
    `The sale brings ${usdcText(usdcOut)}, less than the minimum of ${usdcText(minUsdc)}. Prices moved since the quote.`,
    "Take a new quote, or allow more slippage. `sheaf redeem` needs no price.",
  ],
} satisfies Sentences<typeof indexRouterAbi>;

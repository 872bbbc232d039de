import type { componentRegistryAbi } from "../../abi/componentRegistryAbi.ts";
import { dateText } from "../text/dateText.ts";
import { percentText } from "../text/percentText.ts";
import { usdText } from "../text/usdText.ts";
import type { Sentences } from "../sentence.ts";

const QUINTILLION = 10n ** 18n; // prices of feeds are said for so many whole tokens
const PENDING = "`sheaf admin pending` prints what waits.";

/** Errors of `ComponentRegistry`. */
export const registrySentences = {
  AlreadyAnnounced: () => [
    "The same listings are announced already.",
    `Carry that announcement out or cancel it. ${PENDING}`,
  ],
  NotAnnounced: () => [
    "These listings were never announced, or were cancelled or listed already.",
    `Announce them first, and give them word for word. ${PENDING}`,
  ],
  ListingTooEarly: ({ availableAt }) => [
    `The announced listings can be carried out from ${dateText(availableAt)} on.`,
    "Send the call again after that date.",
  ],
  ListingExpired: ({ expiredAt }) => [
    `The announcement ended on ${dateText(expiredAt)}.`,
    "Announce the listings again.",
  ],
  ListingOutOfBounds: ({ token }) => [
    `The listing of ${token} has a tier, weight, heartbeat or band that no listing may have.`,
    "Use a tier of at most 5 %, a weight of at most 100 %, a heartbeat of 1 to 16777215 seconds, and a band above zero.",
  ],
  NotListed: ({ token }) => [`${token} is not listed.`, "Check the address, or list it first."],
  NotStricter: ({ token }) => [
    `The new limits of ${token} are not stricter than those in force.`,
    "Tighten a limit and loosen none. Looser limits are announced as a listing.",
  ],
  StablecoinBandTooWide: ({ token, minAnswer, maxAnswer }) => [
    `The stablecoin ${token} has a band of ${minAnswer} to ${maxAnswer}, or is not priced in dollars.`,
    "Price it in dollars, with a band of 0.95 to 1.05 dollars at most.",
  ],
  UsdcNotStable: ({ usdc }) => [
    `USDC, ${usdc}, can be listed as a stablecoin only.`,
    "List it as a stablecoin.",
  ],
  StablecoinTooHeavy: ({ token, weight, max }) => [
    `The stablecoin ${token} has a maximum weight of ${percentText(weight)}, above ${percentText(max)}.`,
    `Give it a maximum weight of ${percentText(max)} or less.`,
  ],
  BandTooWide: ({ token, minAnswer, maxAnswer }) => [
    `The band of ${token}, ${minAnswer} to ${maxAnswer}, is a million times wide or more.`,
    "Choose a narrower band around the price of today.",
  ],
  QuoteUnusable: ({ token, quote }) => [
    `The feed of ${token} answers in ${quote}, which is neither the dollar nor a listed token with a feed in dollars.`,
    "List the quote token first, or use a feed in dollars.",
  ],
  FeedTooFar: ({ token, oldPrice, newPrice }) => [
    `The new feed of ${token} answers ${usdText(newPrice / QUINTILLION)} and the old one ${usdText(oldPrice / QUINTILLION)}, more than 5 % apart.`,
    "Check both feeds. A new feed replaces the old one once they agree.",
  ],
  FeedDoubtful: ({ token }) => [
    `The new feed of ${token} gives no price that is believed.`,
    "Check the feed's address, its heartbeat and the band.",
  ],
  FeedUnproven: ({ token, availableAt }) => [
    `The old feed of ${token} cannot be read to compare, so that the new one waits until ${dateText(availableAt)}.`,
    "Send the call again after that date.",
  ],
  BookSizeUnsuitable: ({ count, present, most }) => [
    `A book of ${count} components is refused: it must have more than the present ${present}, and at most ${most}.`,
    "Publish more components. After any change of a listing a book may have any size again.",
  ],
  TokensNotAscending: ({ token }) => [
    `The tokens of the book are not in ascending order at ${token}.`,
    "Sort the tokens by address, and name each once.",
  ],
  NotProbed: ({ token }) => [
    `${token} was never probed, which its first listing needs.`,
    "Get some of the token and run `sheaf admin listing propose` with a key: it probes the token.",
  ],
  ProbeTooSmall: ({ token, amount, least }) => [
    `A probe of ${token} with ${amount} of its smallest unit is too small.`,
    `Probe with ${least} or more.`,
  ],
  ProbeFailed: ({ token }) => [
    `${token} failed the probe: a transfer failed or needs too much gas, or a balance cannot be read.`,
    "Check that you hold and approved the amount. If you did, the token cannot be listed.",
  ],
  ProbeInexact: ({ token, expected, actual }) => [
    `${token} failed the probe: a balance is ${actual} of its smallest unit instead of ${expected}.`,
    "A token that charges fees or changes balances by itself cannot be listed.",
  ],
  DecimalsUnsupported: ({ target, decimals }) => [
    `${target} has ${decimals} decimals, and tokens may have 27 and feeds 18.`,
    "It cannot be listed.",
  ],
} satisfies Sentences<typeof componentRegistryAbi>;

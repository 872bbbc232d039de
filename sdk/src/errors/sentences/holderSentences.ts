import type { indexVaultAbi } from "../../abi/indexVaultAbi.ts";
import { dateText } from "../text/dateText.ts";
import { decimalText } from "../text/decimalText.ts";
import type { Sentences } from "../sentence.ts";

const PIPS_DIGITS = 4; // millionths as a percentage
const YEAR = 31_536_000n; // {s}
const READ_AGAIN = "Read the basket again, and send the call for the current one.";

/** Errors of `IndexVault` that holders and the admin meet: issuance, redemption, claims, fees, pauses. */
export const holderSentences = {
  SignerIsBlocked: ({ account }) => [
    `The guardian has blocked ${account} in this index.`,
    "Sign with another signer. The admin may lift the block behind its delay.",
  ],
  IssuanceIsPaused: ({ until }) => [
    `The issuance of this index is paused until ${dateText(until)}.`,
    "Buy or issue after that date. Redemption is never paused.",
  ],
  TradingIsPaused: ({ until }) => [
    `Trading of this index is paused until ${dateText(until)}.`,
    "Trade after that date. Redemption is never paused.",
  ],
  IndexWindsDown: () => [
    "The index is being wound down: it issues no shares, has no fees, and holds USDC as its only target.",
    "Redeem or sell what you hold. There is nothing else to do with this index.",
  ],
  WriteOffTooEarly: ({ component, from }) => [
    `${component} can be written off from ${dateText(from)} on.`,
    "A component is written off after it has been frozen for 14 days. USDC never is.",
  ],
  ComponentIsWrittenOff: ({ component }) => [
    `${component} was written off and cannot be listed again yet.`,
    "It must be readable, not frozen and covered, and issuance must have been paused for seven days.",
  ],
  PauseTooEarly: ({ from }) => [
    `A pause runs or has just ended: the next one can begin on ${dateText(from)}.`,
    "Wait until then.",
  ],
  SupplyTooLarge: ({ supply, max }) => [
    `The index would have ${decimalText(supply, 18, 4)} shares, and no index may have more than ${decimalText(max, 18, 4)}.`,
    "Issue fewer shares.",
  ],
  FeesTooHigh: ({ streamingRate, issuanceFee }) => [
    `A fee is over its cap: about ${decimalText(BigInt(streamingRate) * YEAR * 100n, 18, 2)} % a year and ${decimalText(BigInt(issuanceFee), PIPS_DIGITS, PIPS_DIGITS)} % of issued shares were given.`,
    "No index charges more than 3 % a year and 1 % of issued shares.",
  ],
  FeeRecipientsInvalid: () => [
    "There is no fee recipient, or more than eight, or one that cannot hold shares, or their portions do not sum to 100 %.",
    "Name one to eight accounts whose portions sum to 100 %.",
  ],
  FeesNotAnnounced: () => [
    "The new terms raise a fee, and were not announced word for word.",
    "Announce them first: a raise is possible seven days later, for fourteen days.",
  ],
  FeesOutOfTime: ({ from, until }) => [
    `The announced fees can be set from ${dateText(from)} until ${dateText(until)}.`,
    "Set them within that time, or announce them again.",
  ],
  ZeroShares: () => ["The call is for zero shares.", "Give an amount above zero."],
  VaultAsReceiver: () => [
    "The index itself was named as the receiver.",
    "Name an account of your own.",
  ],
  BasketMismatch: ({ given, current }) => [
    `The call was made for basket ${given}, and the index is at basket ${current}.`,
    READ_AGAIN,
  ],
  ExcessiveComponentIn: ({ component, required, max }) => [
    `The issuance needs ${required} of ${component}'s smallest unit, and ${max} are allowed.`,
    "Preview the issuance again and allow more, or issue fewer shares.",
  ],
  ComponentIsFrozen: ({ component }) => [
    `The guardian has frozen ${component}: the index issues no shares while it lists it.`,
    "Wait until it is listed anew or written off. Redemption works and credits what it cannot pay.",
  ],
  ComponentUnreadable: ({ component }) => [
    `The index's balance of ${component} cannot be read.`,
    "Wait until the token works again. Redemption works and credits what it cannot pay.",
  ],
  ComponentNotDelivered: ({ component, required, received }) => [
    `${required} of ${component}'s smallest unit were needed and ${received} arrived.`,
    "Deliver the whole amount. A token that charges fees on transfers cannot be issued against.",
  ],
  InsufficientComponentOut: ({ component, amount, min }) => [
    `The receiver would get ${amount} of ${component}'s smallest unit, less than the minimum of ${min}.`,
    "Lower the minimum, or skip the component (`sheaf redeem --skip`): it is then credited, and `sheaf claim` gets it later.",
  ],
  NothingToClaim: ({ component, claimant }) => [
    `${claimant} has no claim on ${component} that could be paid now.`,
    "`sheaf portfolio` prints the claims of an account.",
  ],
  TakeNotAllowed: ({ caller, component, amount, available }) => [
    `${caller} asked for ${amount} of ${component}'s smallest unit, and ${available} may be taken.`,
    "Take within the trade or redemption only, and no more than is its part.",
  ],
  ComponentFell: ({ component, balanceBefore, balance }) => [
    `The index's balance of ${component} fell from ${balanceBefore} to ${balance}, by more than was taken.`,
    "Redeem without a callback: that pays the component.",
  ],
  TakeFailed: ({ component, to, amount }) => [
    `A transfer of ${amount} of ${component}'s smallest unit to ${to} failed.`,
    "Check whether the token blocks the receiver. In a redemption leave the component to be credited.",
  ],
  ComponentNotFlagged: ({ component }) => [
    `${component} is not flagged in this index.`,
    "There is nothing to clear.",
  ],
} satisfies Sentences<typeof indexVaultAbi>;

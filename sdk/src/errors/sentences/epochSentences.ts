import type { indexVaultAbi } from "../../abi/indexVaultAbi.ts";
import { dateText } from "../text/dateText.ts";
import { percentText } from "../text/percentText.ts";
import { usdText } from "../text/usdText.ts";
import type { Sentences } from "../sentence.ts";

const PLAN_AGAIN = "Read the index again and plan the trade anew.";
const WAIT_OR_TRADE_LESS = "Trade less, at better prices, or wait until the window has moved on.";

/** Errors of `IndexVault` that strategist, keeper and traders meet: epochs and trades. */
export const epochSentences = {
  NoOpenEpoch: () => ["The index has no open epoch.", "Wait until the strategist starts one."],
  EpochStillOpen: ({ number }) => [
    `Epoch ${number} is still open.`,
    "Close it first: once it is settled, or past its deadline, anyone may.",
  ],
  EpochMismatch: ({ given, current }) => [
    `The call was made for epoch ${given}, and the index is at epoch ${current}.`,
    PLAN_AGAIN,
  ],
  EpochExpired: ({ deadline }) => [
    `The epoch's deadline was ${dateText(deadline)}.`,
    "Close the epoch. The next one goes on from there.",
  ],
  DeadlineOutOfBounds: ({ deadline }) => [
    `A deadline of ${dateText(deadline)} is out of bounds.`,
    "Choose a deadline of 20 to 48 hours from now.",
  ],
  EpochTooEarly: ({ earliest }) => [
    `The next epoch of this kind can start on ${dateText(earliest)}.`,
    "Start it after that date.",
  ],
  BearNotAllowed: () => [
    "This kind of index has no bear regime.",
    "Choose the regime neutral or bull.",
  ],
  ComponentsNotAscending: ({ previous, next }) => [
    `The components are not in ascending order: ${next} comes after ${previous}.`,
    "Sort them by address, and name each once.",
  ],
  ComponentMissing: ({ component }) => [
    `The order leaves out ${component}, which the index lists.`,
    "Name every listed component, with weight zero if it leaves.",
  ],
  TooManyComponents: ({ count, max }) => [
    `The order has ${count} components, and at most ${max} are possible.`,
    "Choose fewer components.",
  ],
  ComponentNotListed: ({ component }) => [
    `${component} is not in the registry.`,
    "List it first, or leave it out.",
  ],
  WeightsNotOne: ({ sum }) => [
    `The weights sum to ${percentText(sum)} and not to exactly 100 %.`,
    "Derive the weights again from the rules.",
  ],
  WeightTooHigh: ({ component, weight, max }) => [
    `${component} has a weight of ${percentText(weight)}, above its maximum of ${percentText(max)}.`,
    "Lower its weight.",
  ],
  NewWeightTooHigh: ({ weight, max }) => [
    `The newly listed components have ${percentText(weight)} together, above ${percentText(max)}.`,
    "Lower their weights until their first four weeks are over.",
  ],
  StableWeightTooHigh: ({ weight, max }) => [
    `The stablecoins have ${percentText(weight)} together, above the index's ${percentText(max)}.`,
    "Lower their weights.",
  ],
  NavUnknown: () => [
    "No component of the index has a price that is believed, so that its NAV is unknown.",
    "Wait until the feeds answer again. Redemption needs no price.",
  ],
  EmptyTrade: () => ["The trade sells or buys nothing.", "Name a component on each side."],
  PositionsNotAscending: ({ position }) => [
    `Position ${position} is out of order or not in the basket.`,
    PLAN_AGAIN,
  ],
  ComponentCarried: ({ component }) => [
    `${component} is carried in this epoch: without a good price it is not traded.`,
    "Leave it out of the trade.",
  ],
  ComponentNotTradeable: ({ component }) => [
    `The registry or a flag forbids this side of a trade of ${component}.`,
    "Leave it out of the trade.",
  ],
  TargetCrossed: ({ component, balance, target }) => [
    `The trade would take ${component} to ${balance} of its smallest unit, across its target of ${target}.`,
    PLAN_AGAIN,
  ],
  PurchaseOverAllowance: ({ component, amount }) => [
    `The epoch may not buy ${amount} more of ${component}'s smallest unit: it bought what the target lacked.`,
    "Leave it out of the trade. The next epoch measures anew.",
  ],
  ClaimsNotCovered: ({ component, balance, owed }) => [
    `The index has ${balance} of ${component}'s smallest unit and owes ${owed} to claimants.`,
    "Leave it out of the trade.",
  ],
  NothingTraded: () => ["The trade moved nothing.", PLAN_AGAIN],
  InsufficientValue: ({ soldValue, boughtValue, min }) => [
    `The trade sells ${usdText(soldValue)} and brings ${usdText(boughtValue)}, less than ${usdText(min)}.`,
    "Trade less at once, or wait for better prices.",
  ],
  LossOverEpochCap: ({ loss, available }) => [
    `The trade would lose ${percentText(loss)} of NAV, and the epoch may lose ${percentText(available)} more.`,
    "Trade at better prices. The next epoch has a cap of its own.",
  ],
  LossOverLimit: ({ loss, available }) => [
    `The trade would lose ${percentText(loss)} of NAV, and the seven-day limit leaves ${percentText(available)}.`,
    WAIT_OR_TRADE_LESS,
  ],
  LossOverFallbackHalf: ({ loss, available }) => [
    `The trade would lose ${percentText(loss)} of NAV, and strangers may lose ${percentText(available)} more.`,
    WAIT_OR_TRADE_LESS,
  ],
  TurnoverOverFallbackHalf: ({ turnover, available }) => [
    `The trade would turn over ${percentText(turnover)} of NAV, and strangers may turn over ${percentText(available)} more.`,
    WAIT_OR_TRADE_LESS,
  ],
  TurnoverOverLimit: ({ turnover, available }) => [
    `The trade would turn over ${percentText(turnover)} of NAV, and the seven-day limit leaves ${percentText(available)}.`,
    WAIT_OR_TRADE_LESS,
  ],
  EpochNotSettled: ({ component, balance, target, tolerance }) => [
    `The epoch is not settled: ${component} is at ${balance} of its smallest unit, its target is ${target}, give or take ${tolerance}.`,
    "Trade it towards its target, or wait for the deadline.",
  ],
} satisfies Sentences<typeof indexVaultAbi>;

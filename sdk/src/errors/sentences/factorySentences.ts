import type { indexFactoryAbi } from "../../abi/indexFactoryAbi.ts";
import { dateText } from "../text/dateText.ts";
import { durationText } from "../text/durationText.ts";
import { percentText } from "../text/percentText.ts";
import { usdcText } from "../text/usdcText.ts";
import type { Sentences } from "../sentence.ts";

/** Errors of `IndexFactory`. */
export const factorySentences = {
  RegistryMismatch: ({ registry, ofOracle }) => [
    `The oracle prices by the registry ${ofOracle}, and the indexes would check by ${registry}.`,
    "Deploy the factory with an oracle of the same registry.",
  ],
  UsdcMismatch: ({ usdc, ofRegistry }) => [
    `The registry holds ${ofRegistry} as USDC, and the indexes would hold ${usdc}.`,
    "Deploy the factory with the registry's USDC.",
  ],
  RegistryFounding: ({ foundingEnd }) => [
    `The registry takes its founding components until ${dateText(foundingEnd)}. Until then no index is created.`,
    "Create the index after that date.",
  ],
  InsufficientCreation: ({ usdcAmount, min }) => [
    `An index is created with ${usdcText(min)} or more, and ${usdcText(usdcAmount)} were given.`,
    "Put in more USDC.",
  ],
  UsdcNotDelivered: ({ usdcAmount, received }) => [
    `${usdcText(usdcAmount)} were sent and ${usdcText(received)} arrived: USDC charges a fee on transfers here.`,
    "Wait until transfers of USDC are free of fees. Nothing was created.",
  ],
  IndexExists: ({ index }) => [
    `You created the index ${index} by the same terms and the same salt before.`,
    "Choose another salt.",
  ],
  SharePriceOutOfBounds: ({ sharePrice }) => [
    `A first share price of ${usdcText(sharePrice)} is out of bounds.`,
    "Choose a price of 0.01 to 1000000 USDC.",
  ],
  IntervalTooShort: ({ minInterval }) => [
    `An interval of ${durationText(BigInt(minInterval))} between weekly epochs is too short.`,
    "Choose an interval of one day or more.",
  ],
  LossLimitOutOfBounds: ({ lossLimit, weeklyLossCap }) => [
    `A loss limit of ${percentText(lossLimit)} in seven days with a weekly cap of ${percentText(weeklyLossCap)} is out of bounds.`,
    "Choose a limit of at most 5 %, and a weekly cap above zero and not above the limit.",
  ],
  TurnoverLimitOutOfBounds: ({ turnoverLimit }) => [
    `A turnover limit of ${percentText(turnoverLimit)} of NAV in seven days is out of bounds.`,
    "Choose a limit of 200 % to 800 %.",
  ],
  StableWeightOutOfBounds: ({ maxStableWeight }) => [
    `A maximum stablecoin weight of ${percentText(maxStableWeight)} is out of bounds.`,
    "Choose a weight of at most 100 %.",
  ],
  CloneArgumentsTooLong: () => [
    "The terms of the index are too long to be written into its code.",
    "Choose a shorter name and symbol.",
  ],
  Create2EmptyBytecode: () => [
    "There is no code to create an index from.",
    "Check that the factory was deployed in full.",
  ],
  FailedDeployment: () => [
    "The index could not be created at its address.",
    "Send the call again with more gas or another salt.",
  ],
  InsufficientBalance: ({ balance, needed }) => [
    `The factory has ${balance} wei of ether, and the creation needs ${needed}.`,
    "Create the index without ether.",
  ],
} satisfies Sentences<typeof indexFactoryAbi>;

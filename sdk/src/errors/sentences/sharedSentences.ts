import type { indexRouterAbi } from "../../abi/indexRouterAbi.ts";
import type { indexVaultAbi } from "../../abi/indexVaultAbi.ts";
import type { uniswapV3ExecutorAbi } from "../../abi/uniswapV3ExecutorAbi.ts";
import { roleText } from "../text/roleText.ts";
import type { Sentences } from "../sentence.ts";

/** Errors that several contracts have. */
export const sharedSentences = {
  MissingRole: ({ account, role }) => [
    `${account} does not hold ${roleText(role)}, which this call needs.`,
    "Sign with an account that holds the role. `sheaf roles` prints who does.",
  ],
  ZeroAddress: () => [
    "The zero address was given where an account is needed.",
    "Give an account that somebody holds the key of.",
  ],
  LengthMismatch: ({ given, expected }) => [
    `A list has ${given} entries, and the basket has ${expected} components.`,
    "Read the basket again and give one entry for each component, in basket order.",
  ],
  InsufficientGas: ({ available, required }) => [
    `The call has ${available} gas left and needs ${required} at this point.`,
    "Send it again with a higher gas limit.",
  ],
  NoCode: ({ target }) => [
    `There is no contract at ${target}.`,
    "Check the address and the network.",
  ],
  UnexpectedCallback: ({ caller }) => [
    `${caller} called back although the contract waits for no call of it.`,
    "Swap only with pools of the Uniswap v3 factory. Nothing was moved.",
  ],
  AlreadyExecuting: () => [
    "The executor is within a trade already.",
    "Do not call an executor from within a trade.",
  ],
} satisfies Sentences<typeof indexVaultAbi> &
  Sentences<typeof indexRouterAbi> &
  Sentences<typeof uniswapV3ExecutorAbi>;

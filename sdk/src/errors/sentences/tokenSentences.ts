import type { componentRegistryAbi } from "../../abi/componentRegistryAbi.ts";
import type { indexFactoryAbi } from "../../abi/indexFactoryAbi.ts";
import type { indexRouterAbi } from "../../abi/indexRouterAbi.ts";
import type { indexVaultAbi } from "../../abi/indexVaultAbi.ts";
import type { uniswapV4ExecutorAbi } from "../../abi/uniswapV4ExecutorAbi.ts";
import { dateText } from "../text/dateText.ts";
import type { Sentences } from "../sentence.ts";

/** Errors of ERC-20 tokens, of their permits, and of OpenZeppelin's helpers. */
export const tokenSentences = {
  ERC20InsufficientAllowance: ({ spender, allowance, needed }) => [
    `${spender} may take ${allowance} of the token's smallest unit, and the call needs ${needed}.`,
    "Approve that amount first, and send the call again.",
  ],
  ERC20InsufficientBalance: ({ sender, balance, needed }) => [
    `${sender} has ${balance} of the token's smallest unit, and the call needs ${needed}.`,
    "Use a smaller amount, or get more of the token first.",
  ],
  ERC20InvalidApprover: ({ approver }) => [
    `${approver} cannot approve anybody.`,
    "Approve from an account that holds the token.",
  ],
  ERC20InvalidReceiver: ({ receiver }) => [
    `${receiver} cannot receive this token.`,
    "Give another receiver.",
  ],
  ERC20InvalidSender: ({ sender }) => [
    `${sender} cannot send this token.`,
    "Send from an account that holds the token.",
  ],
  ERC20InvalidSpender: ({ spender }) => [
    `${spender} cannot be approved.`,
    "Approve the contract that takes the token.",
  ],
  ERC2612ExpiredSignature: ({ deadline }) => [
    `The signed permit was good until ${dateText(deadline)}.`,
    "Sign again with a later deadline.",
  ],
  ERC2612InvalidSigner: ({ signer, owner }) => [
    `The permit was signed by ${signer}, and ${owner} owns the tokens.`,
    "Sign with the owner's key, for this chain and with the owner's current nonce.",
  ],
  InvalidAccountNonce: ({ account, currentNonce }) => [
    `The signature uses another nonce than ${currentNonce}, the current one of ${account}.`,
    "Sign again: the earlier signature was used or replaced.",
  ],
  SafeERC20FailedOperation: ({ token }) => [
    `A transfer or approval of the token ${token} failed.`,
    "Check the balance, the allowance, and whether the token blocks one of the accounts.",
  ],
  ReentrancyGuardReentrantCall: () => [
    "The contract was called from within one of its own calls.",
    "Make one call after the other, and none from a callback.",
  ],
  SafeCastOverflowedIntToUint: ({ value }) => [
    `${value} is negative where an amount is needed.`,
    "Use another amount.",
  ],
  SafeCastOverflowedUintDowncast: ({ bits, value }) => [
    `${value} is too large: it does not fit ${bits} bits.`,
    "Use a smaller amount.",
  ],
  SafeCastOverflowedUintToInt: ({ value }) => [
    `${value} is too large for a signed amount.`,
    "Use a smaller amount.",
  ],
  InvalidInitialization: () => [
    "The contract was initialized before, or is the implementation itself.",
    "Create an index by the factory: it initializes it.",
  ],
  NotInitializing: () => [
    "This function runs only while the contract is initialized.",
    "Create an index by the factory: it initializes it.",
  ],
  CheckpointUnorderedInsertion: () => [
    "The chain's clock ran back behind an earlier trade.",
    "Send the call in a later block.",
  ],
  RateLimitExceeded: () => [
    "The seven-day limit of the index has less left than the call takes.",
    "Trade less, or wait until earlier trades are seven days old.",
  ],
} satisfies Sentences<typeof indexVaultAbi> &
  Sentences<typeof indexRouterAbi> &
  Sentences<typeof indexFactoryAbi> &
  Sentences<typeof componentRegistryAbi> &
  Sentences<typeof uniswapV4ExecutorAbi>;

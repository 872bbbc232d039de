import type { uniswapV3ExecutorAbi } from "../../abi/uniswapV3ExecutorAbi.ts";
import type { uniswapV4ExecutorAbi } from "../../abi/uniswapV4ExecutorAbi.ts";
import type { Sentences } from "../sentence.ts";

/** Errors of `UniswapV3Executor` and `UniswapV4Executor`. */
export const executorSentences = {
  BetweenLeft: ({ between }) => [
    `Some of ${between}, the token between two pools, was left over.`,
    "Plan the trade again, by one pool or by other ones.",
  ],
  HopFailed: ({ pool }) => [
    `The pool ${pool} did not swap.`,
    "Plan the trade again: its price moved or its liquidity left.",
  ],
  InvalidHop: ({ hop }) => [
    `Hop ${hop} of the route belongs to no leg, is out of order, or goes through what its leg trades.`,
    "Plan the trade again.",
  ],
  OverBudget: ({ component, owed, left }) => [
    `A pool asks for ${owed} of ${component}'s smallest unit, and ${left} are left for it.`,
    "Plan the trade again: prices moved.",
  ],
  BooksOpen: ({ open, delta }) => [
    `The Uniswap v4 manager has ${open} open balances, and a residual of ${delta}, at the end of a trade.`,
    "Plan the trade again.",
  ],
  OutOfBounds: ({ paid, received }) => [
    `A swap would pay ${paid} and bring ${received}, outside what the trade has left.`,
    "Plan the trade again: prices moved.",
  ],
  UnexpectedCaller: ({ caller }) => [
    `${caller} called the executor, which waits for another.`,
    "Trade by the index: it calls the executor.",
  ],
} satisfies Sentences<typeof uniswapV3ExecutorAbi> & Sentences<typeof uniswapV4ExecutorAbi>;

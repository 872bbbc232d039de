import type { Abi, ContractFunctionArgs, ContractFunctionName } from "viem";

type CallText<args> = args extends readonly unknown[] ? (...args: args) => string : never;

/** What the calls of a contract do, in words: one or more sentences a function. */
export type CallTexts<abi extends Abi> = {
  readonly [name in ContractFunctionName<abi, "nonpayable">]?: CallText<
    ContractFunctionArgs<abi, "nonpayable", name>
  >;
};

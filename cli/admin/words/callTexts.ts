import type { Abi, ContractFunctionArgs, ContractFunctionName } from "viem";

type CallText<args> = args extends readonly unknown[] ? (...args: args) => string : never;

/** Descriptions of the effects of a contract's functions: one or more sentences each. */
export type CallTexts<abi extends Abi> = {
  readonly [name in ContractFunctionName<abi, "nonpayable">]?: CallText<
    ContractFunctionArgs<abi, "nonpayable", name>
  >;
};

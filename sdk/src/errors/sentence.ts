import type { Abi, AbiParameterToPrimitiveType } from "viem";

/** Why a contract refused a call, and what to do about it. Both end with a full stop. */
export type Sentence = readonly [cause: string, advice: string];

type ErrorOf<abi extends Abi> = Extract<abi[number], { type: "error" }>;
type InputOf<abi extends Abi, name extends string> = Extract<
  ErrorOf<abi>,
  { name: name }
>["inputs"][number];

type ErrorArgs<abi extends Abi, name extends string> = {
  readonly [
    input in InputOf<abi, name> as input["name"] & string
  ]: AbiParameterToPrimitiveType<input>;
};

/** Sentences of some errors of an ABI. An error that the ABI does not have does not compile. */
export type Sentences<abi extends Abi> = {
  readonly [name in ErrorOf<abi>["name"]]?: (args: ErrorArgs<abi, name>) => Sentence;
};

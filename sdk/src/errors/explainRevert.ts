import type { Abi, Hex } from "viem";
import { decodeErrorResult } from "viem";

import { componentRegistryAbi } from "../abi/componentRegistryAbi.ts";
import { indexFactoryAbi } from "../abi/indexFactoryAbi.ts";
import { indexLensAbi } from "../abi/indexLensAbi.ts";
import { indexRouterAbi } from "../abi/indexRouterAbi.ts";
import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { priceOracleAbi } from "../abi/priceOracleAbi.ts";
import { rolesAbi } from "../abi/rolesAbi.ts";
import { timelockAbi } from "../abi/timelockAbi.ts";
import { uniswapV3ExecutorAbi } from "../abi/uniswapV3ExecutorAbi.ts";
import { uniswapV4ExecutorAbi } from "../abi/uniswapV4ExecutorAbi.ts";
import { revertDataOf } from "./revertDataOf.ts";
import type { Sentence } from "./sentence.ts";
import { SENTENCES } from "./sentences/sentences.ts";
import { solidityText } from "./text/solidityText.ts";

/** Why a contract refused a call. */
export type Explanation = {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly sentence: string; // the cause
  readonly advice: string; // what to do
};

const CONTRACTS: readonly Abi[] = [
  indexVaultAbi,
  indexRouterAbi,
  indexFactoryAbi,
  componentRegistryAbi,
  priceOracleAbi,
  uniswapV3ExecutorAbi,
  uniswapV4ExecutorAbi,
  rolesAbi,
  timelockAbi,
  indexLensAbi,
];
const ERRORS: Abi = CONTRACTS.flat().filter(({ type }) => type === "error");

/**
 * Explains a refusal of any contract of Sheaf in plain words. An error within an error is explained with it.
 *
 * @param thrown What a client threw, or the revert data itself.
 * @returns Nothing where there is no revert data, or an error that these contracts do not have.
 */
export function explainRevert(thrown: unknown): Explanation | undefined {
  const data = revertDataOf(thrown);
  return data === undefined ? undefined : explainData(data);
}

function explainData(data: Hex): Explanation | undefined {
  const decoded = decode(data);
  if (decoded === undefined) return undefined;
  const { name, args } = decoded;
  const [cause, advice] = sentenceOf(name, args);
  const inner = Object.values(args)
    .map((value) => explainRevert(value))
    .find((explanation) => explanation !== undefined);
  return {
    name,
    args,
    sentence: inner === undefined ? cause : `${cause} ${inner.sentence}`,
    advice,
  };
}

function decode(data: Hex) {
  try {
    const { abiItem, args = [] } = decodeErrorResult({ abi: ERRORS, data });
    if (abiItem.type !== "error") return undefined;
    const named = abiItem.inputs.map((input, position) => [
      input.name ?? `${position}`,
      args[position],
    ]);
    return { name: abiItem.name, args: Object.fromEntries(named) as Explanation["args"] };
  } catch {
    return undefined; // an error of somebody else's, or no error at all
  }
}

function sentenceOf(name: string, args: Explanation["args"]): Sentence {
  const [first] = Object.values(args);
  if (name === "Error" || name === "Panic") return solidityText(first as bigint | string);
  return (
    SENTENCES[name]?.(args as never) ?? [
      `The contract refused the call: ${name}.`,
      "Check the call.",
    ]
  );
}

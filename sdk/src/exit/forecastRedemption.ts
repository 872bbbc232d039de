import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { encodeFunctionData, erc20Abi, getAddress, isAddressEqual, size, sliceHex } from "viem";
import type { Address } from "viem";
import { call, getBlockNumber, readContract } from "viem/actions";

import { isNodeFault } from "../chain/isNodeFault.ts";
import { NotAComponentError } from "./errors.ts";
import type { Exit } from "./exit.ts";
import { readTokens } from "./readTokens.ts";
import type { TokenName } from "./readTokens.ts";

/** A component's part in a redemption, as it looks now. */
export type ForecastPart = TokenName & {
  readonly amount: bigint; // {tok}
  readonly paid: boolean; // whether its transfer succeeds now; if not, it stays a claim
};

export type ForecastInputs = Exit & {
  readonly receiver: Address;
  readonly shares: bigint; // {share}
  readonly skipped: readonly Address[]; // components that are not called
};

/** {gas} What the vault gives a transfer, and what a transaction costs by itself. */
const TRANSFER_GAS = 172_000n;
const WORD = 32; // {byte}
/** Requests that a node gets at the same time. */
const CALLS_AT_ONCE = 10;

/** Expected outcome of a redemption, for the current basket. */
export type Forecast = {
  readonly basketId: bigint;
  readonly parts: readonly ForecastPart[]; // in basket order
  readonly skip: bigint; // bitmap of the positions that are not called
};

/** Estimates the payment of each component in a redemption. A component whose transfer fails now would stay a claim. */
export async function forecastRedemption(inputs: ForecastInputs): Promise<Forecast> {
  const { client, vault, shares, skipped } = inputs;
  const index = { address: vault, abi: indexVaultAbi } as const;
  const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
  const [basketId, amounts] = await Promise.all([
    readContract(client, { ...index, functionName: "basketId", blockNumber }),
    readContract(client, { ...index, functionName: "previewRedeem", args: [shares], blockNumber }),
  ]);
  const [tokens] = await readContract(client, {
    ...index,
    functionName: "basket",
    args: [basketId],
  });
  const names = await readTokens(client, tokens);
  const wanted = new Set(skipped);
  const stranger = skipped.find((token) => !tokens.some((each) => isAddressEqual(each, token)));
  if (stranger !== undefined) throw new NotAComponentError(stranger);
  const isSkipped = (token: Address): boolean => wanted.has(getAddress(token));
  const skip = names.reduce(
    (bitmap, { token }, at) => (isSkipped(token) ? bitmap | (1n << BigInt(at)) : bitmap),
    0n,
  );
  const positions = names.map((name, at) => ({ ...name, amount: amounts[at] ?? 0n }));
  const forecast = async (part: (typeof positions)[number]): Promise<ForecastPart> => {
    const { token, amount } = part;
    const paid = !isSkipped(token) && (amount === 0n || (await succeeds(inputs, token, amount)));
    return { ...part, paid };
  };
  const parts: ForecastPart[] = [];
  for (let at = 0; at < positions.length; at += CALLS_AT_ONCE)
    parts.push(...(await Promise.all(positions.slice(at, at + CALLS_AT_ONCE).map(forecast))));
  return { basketId, parts, skip };
}

async function succeeds(
  { client, vault, receiver }: ForecastInputs,
  token: Address,
  amount: bigint,
): Promise<boolean> {
  const data = encodeFunctionData({
    abi: erc20Abi,
    functionName: "transfer",
    args: [receiver, amount],
  });
  const answer = await call(client, { account: vault, to: token, data, gas: TRANSFER_GAS }).catch(
    (error: unknown) => {
      if (isNodeFault(error)) throw error;
      return undefined;
    },
  );
  if (answer === undefined) return false;
  const { data: returned } = answer;
  return (
    returned === undefined || size(returned) < WORD || BigInt(sliceHex(returned, 0, WORD)) !== 0n
  );
}

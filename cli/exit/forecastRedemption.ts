import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData, erc20Abi, hexToBool, isHex, size } from "viem";
import type { Address } from "viem";

import type { Exit } from "./useExit.ts";
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
};

/** {gas} The vault gives a transfer about as much. */
const TRANSFER_GAS = 500_000n;
const WORD = 32; // {byte}

/** What a redemption would pay of each component, and which components would stay claims because their transfers fail now. */
export async function forecastRedemption(inputs: ForecastInputs): Promise<ForecastPart[]> {
  const { client, vault, shares } = inputs;
  const index = { address: vault, abi: indexVaultAbi } as const;
  const [basketId, amounts] = await Promise.all([
    client.readContract({ ...index, functionName: "basketId" }),
    client.readContract({ ...index, functionName: "previewRedeem", args: [shares] }),
  ]);
  const [tokens] = await client.readContract({
    ...index,
    functionName: "basket",
    args: [basketId],
  });
  const names = await readTokens(client, tokens);
  return Promise.all(
    names.map(async (name, at) => {
      const amount = amounts[at] ?? 0n;
      return {
        ...name,
        amount,
        paid: amount === 0n || (await succeeds(inputs, name.token, amount)),
      };
    }),
  );
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
  const answer = await client
    .call({ account: vault, to: token, data, gas: TRANSFER_GAS, gasPrice: 0n })
    .catch(() => undefined);
  if (answer === undefined) return false;
  const { data: returned } = answer;
  return !isHex(returned) || size(returned) < WORD || hexToBool(returned, { size: WORD });
}

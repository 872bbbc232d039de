import { erc20Abi, getAddress } from "viem";
import type { Address, Client } from "viem";
import { getBlockNumber, multicall, readContract } from "viem/actions";

import { indexLensAbi } from "../abi/indexLensAbi.ts";
import { BULK, CALLS_PER_REQUEST } from "../chain/bulk.ts";
import { decodeEnum } from "../chain/decodeEnum.ts";
import { EPOCH_KINDS, REGIMES, STATUSES } from "../chain/enums.ts";
import { readInParts } from "../chain/readInParts.ts";
import { unbatched } from "../chain/unbatched.ts";
import type { IndexView } from "./indexView.ts";

export type ViewInputs = {
  readonly client: Client;
  readonly lens: Address;
  readonly vault: Address;
};

/**
 * Reads what a person sees of an index at the latest block: one call of the lens, and the tokens' symbols. A component that
 * fails is marked as unknown and stops nothing.
 *
 * @throws UnknownEnumError if a contract returns an enum value that this code does not know.
 */
export async function readIndexView({ client, lens, vault }: ViewInputs): Promise<IndexView> {
  // The client's own: on some chains contracts see the number of another chain's block.
  const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
  const state = await readContract(client, {
    address: lens,
    abi: indexLensAbi,
    functionName: "indexState",
    args: [vault],
    blockNumber,
  });
  const tokens = state.components.map(({ token }) => getAddress(token));
  const [symbol = vault, ...symbols] = await readSymbols(client, [vault, ...tokens], blockNumber);
  const name = await readContract(client, {
    address: vault,
    abi: erc20Abi,
    functionName: "name",
    blockNumber,
  });
  const { epoch, regime, components, ...rest } = state;
  return {
    ...rest,
    vault,
    name,
    symbol,
    blockNumber,
    usdc: getAddress(rest.usdc),
    epoch: { ...epoch, kind: decodeEnum("epoch kind", EPOCH_KINDS, epoch.kind) },
    regime: { value: decodeEnum("regime", REGIMES, regime.value), since: regime.since },
    components: components.map((component, at) => ({
      ...component,
      token: getAddress(component.token),
      symbol: symbols[at] ?? component.token,
      status: decodeEnum("status", STATUSES, component.status),
      price: component.price === 0n ? undefined : component.price,
    })),
  };
}

/** A token without a readable symbol is named by its address. */
async function readSymbols(
  client: Client,
  tokens: readonly Address[],
  blockNumber: bigint,
): Promise<readonly string[]> {
  return readInParts(tokens, CALLS_PER_REQUEST, async (part) => {
    const answers = await multicall(unbatched(client), {
      ...BULK,
      allowFailure: true,
      blockNumber,
      contracts: part.map(
        (address) => ({ address, abi: erc20Abi, functionName: "symbol" }) as const,
      ),
    });
    return answers.map(({ result }, at) => result ?? part[at] ?? "");
  });
}

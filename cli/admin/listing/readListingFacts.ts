import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import {
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  erc20Abi,
  parseAbi,
} from "viem";
import { ContractFunctionZeroDataError } from "viem";
import type { Address } from "viem";

import type { Session } from "../../session/openSession.ts";
import type { ListingFacts } from "./listingFacts.ts";
import { readPoolFacts } from "./readPoolFacts.ts";

const FEED = parseAbi([
  "function decimals() view returns (uint8)",
  "function description() view returns (string)",
  "function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)",
]);

/** Reads what a proposal is judged by: the token, its feed, its pools, and what the registry knows of it. */
export async function readListingFacts(
  session: Session,
  { token, feed }: { readonly token: Address; readonly feed: Address },
): Promise<ListingFacts> {
  const { client, book } = session;
  const { timestamp } = await client.getBlock();
  const registry = { address: book.contracts.registry.address, abi: componentRegistryAbi } as const;
  const { status } = await client.readContract({
    ...registry,
    functionName: "component",
    args: [token],
  });
  const erc20 = { address: token, abi: erc20Abi } as const;
  const aggregator = { address: feed, abi: FEED } as const;
  const round = await tolerate(
    client.readContract({ ...aggregator, functionName: "latestRoundData" }),
  );
  const decimals = await tolerate(client.readContract({ ...erc20, functionName: "decimals" }));
  return {
    now: timestamp,
    usdc: book.external.usdc,
    token: {
      address: token,
      symbol: await tolerate(client.readContract({ ...erc20, functionName: "symbol" })),
      decimals,
      isListed: status !== 0,
      isProbed: await client.readContract({
        ...registry,
        functionName: "isProbed",
        args: [token],
      }),
    },
    feed: {
      address: feed,
      description: await tolerate(
        client.readContract({ ...aggregator, functionName: "description" }),
      ),
      decimals: await tolerate(client.readContract({ ...aggregator, functionName: "decimals" })),
      answer: round?.[1],
      updatedAt: round?.[3],
    },
    pools: await readPoolFacts(session, token, decimals ?? 0),
  };
}

/** Returns the result of a view, or undefined if the contract is missing or reverts. Throws if the node fails. */
async function tolerate<answer>(read: Promise<answer>): Promise<answer | undefined> {
  try {
    return await read;
  } catch (error) {
    const isAnswer =
      error instanceof ContractFunctionExecutionError &&
      error.walk(
        (cause) =>
          cause instanceof ContractFunctionRevertedError ||
          cause instanceof ContractFunctionZeroDataError,
      ) !== null;
    if (isAnswer) return undefined;
    throw error;
  }
}

import { Interface } from "ethers";
import type { Provider } from "ethers";

import { readContract } from "./readContract.ts";

const FEED = new Interface([
  "function decimals() view returns (uint8)",
  "function latestRoundData() view returns (tuple(uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound) round)",
]);

export type Round = {
  readonly decimals: number;
  readonly answer: bigint; // D(feed){usd/token}
  readonly startedAt: number; // {s}
  readonly updatedAt: number; // {s}
  readonly now: number; // {s} of the latest block
};

/**
 * Reads the latest answer of a feed in Chainlink's shape.
 * @throws NoCodeError, WrongContractError
 */
export async function readRound(provider: Provider, what: string, address: string): Promise<Round> {
  const decimals = await readContract(provider, what, address, FEED, "decimals", []);
  const round = (await readContract(provider, what, address, FEED, "latestRoundData", [])) as {
    readonly answer: bigint;
    readonly startedAt: bigint;
    readonly updatedAt: bigint;
  };
  const block = await provider.getBlock("latest");
  return {
    decimals: Number(decimals),
    answer: round.answer,
    startedAt: Number(round.startedAt),
    updatedAt: Number(round.updatedAt),
    now: block?.timestamp ?? 0,
  };
}

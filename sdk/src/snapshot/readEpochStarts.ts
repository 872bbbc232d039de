import { getAddress } from "viem";
import { getContractEvents } from "viem/actions";
import type { Address, Client, Hex } from "viem";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { decodeEnum } from "../chain/decodeEnum.ts";
import { REGIMES } from "../chain/enums.ts";
import type { Regime } from "../rules/regime.ts";

/** What the chain's ledger has of an epoch's start. */
export type EpochStart = {
  readonly number: number;
  readonly blockNumber: bigint;
  readonly regime: Regime;
  readonly snapshotHash: Hex;
  readonly rulesHash: Hex;
  readonly targets: readonly EpochTarget[]; // ascending by token
};

export type EpochTarget = {
  readonly token: Address;
  readonly weight: bigint; // WAD, as submitted
  readonly price: bigint; // {uoa} per 1e36 {tok}; zero if carried
};

export type EpochStartsInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly fromBlock: bigint;
  readonly toBlock: bigint;
};

/** Blocks a request asks for, as endpoints limit them. */
const BLOCKS_PER_REQUEST = 2_000n;

/**
 * Reads the start of every epoch of an index, in the chain's order.
 *
 * @throws UnknownEnumError if an event holds a regime that this code does not know.
 */
export async function readEpochStarts({
  client,
  vault,
  fromBlock,
  toBlock,
}: EpochStartsInputs): Promise<EpochStart[]> {
  const starts: EpochStart[] = [];
  for (let from = fromBlock; from <= toBlock; from += BLOCKS_PER_REQUEST) {
    const last = from + BLOCKS_PER_REQUEST - 1n;
    const events = await getContractEvents(client, {
      address: vault,
      abi: indexVaultAbi,
      eventName: "EpochStarted",
      fromBlock: from,
      toBlock: last < toBlock ? last : toBlock,
      strict: true,
    });
    starts.push(
      ...events.map(({ args: { number, record }, blockNumber }) => ({
        number: Number(number),
        blockNumber,
        regime: decodeEnum("regime", REGIMES, record.regime),
        snapshotHash: record.snapshotHash,
        rulesHash: record.rulesHash,
        targets: record.components.map((token, index) => ({
          token: getAddress(token),
          weight: record.weights[index] ?? 0n,
          price: record.prices[index] ?? 0n,
        })),
      })),
    );
  }
  return starts;
}

import { getAddress } from "viem";
import { multicall, readContract } from "viem/actions";
import type { Address, Client } from "viem";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { BULK } from "./bulk.ts";
import { decodeEnum } from "./decodeEnum.ts";
import { EPOCH_KINDS, REGIMES } from "./enums.ts";
import { unbatched } from "./unbatched.ts";
import type { VaultState } from "./indexState.ts";

export type VaultInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly blockNumber: bigint;
};

/**
 * Reads an index's own state at one block, in two requests: prices, listings and pools apart.
 *
 * @throws UnknownEnumError if the vault returns a regime or a kind of epoch that this code does not know.
 */
export async function readVault({ client, vault, blockNumber }: VaultInputs): Promise<VaultState> {
  const contract = { address: vault, abi: indexVaultAbi } as const;
  const [
    constitution,
    basketId,
    holdings,
    supply,
    epoch,
    regime,
    lossAvailable,
    turnoverAvailable,
    tradingPausedUntil,
    windingDown,
    feeTerms,
    [undistributed, accruedAt],
    [, , , chainId],
  ] = await multicall(unbatched(client), {
    ...BULK,
    blockNumber,
    contracts: [
      { ...contract, functionName: "constitution" },
      { ...contract, functionName: "basketId" },
      { ...contract, functionName: "holdings" },
      { ...contract, functionName: "totalSupply" },
      { ...contract, functionName: "epoch" },
      { ...contract, functionName: "regime" },
      { ...contract, functionName: "lossAvailable" },
      { ...contract, functionName: "turnoverAvailable" },
      { ...contract, functionName: "tradingPausedUntil" },
      { ...contract, functionName: "windingDown" },
      { ...contract, functionName: "feeTerms" },
      { ...contract, functionName: "feeState" },
      { ...contract, functionName: "eip712Domain" },
    ],
  });
  const [tokens, units, carried] = await readContract(client, {
    ...contract,
    functionName: "basket",
    args: [basketId],
    blockNumber,
  });
  return {
    chainId: Number(chainId),
    vault: getAddress(vault),
    constitution: {
      ...constitution,
      usdc: getAddress(constitution.usdc),
      minInterval: BigInt(constitution.minInterval),
    },
    basketId,
    carried,
    basket: tokens.map((token, position) => ({
      token: getAddress(token),
      position,
      units: units[position] ?? 0n,
      held: holdings[position] ?? 0n,
      carried: ((carried >> BigInt(position)) & 1n) === 1n,
    })),
    supply,
    epoch: { ...epoch, kind: decodeEnum("epoch kind", EPOCH_KINDS, epoch.kind) },
    regime: { value: decodeEnum("regime", REGIMES, regime.value), since: regime.since },
    lossAvailable,
    turnoverAvailable,
    tradingPausedUntil,
    windingDown,
    fees: { streamingRate: BigInt(feeTerms.streamingRate), undistributed, accruedAt },
  };
}

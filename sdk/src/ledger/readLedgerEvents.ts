import type { Address, ParseEventLogsReturnType, PublicClient } from "viem";
import { isAddressEqual, parseEventLogs } from "viem";

import { indexFactoryAbi } from "../abi/indexFactoryAbi.ts";
import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { decodeEnum } from "../chain/decodeEnum.ts";
import { REGIMES } from "../chain/enums.ts";
import type { LedgerEvent } from "./ledgerEvent.ts";

/** Blocks a request asks for: a response stays far under the 10 MiB that a transport accepts. */
const BLOCKS_PER_REQUEST = 2_000n;

const ledgerAbi = [...indexVaultAbi, ...indexFactoryAbi] as const;

export type LedgerSource = {
  readonly client: Pick<PublicClient, "getLogs">;
  readonly vault: Address;
  readonly factory: Address;
  readonly fromBlock: bigint;
  readonly toBlock: bigint;
};

/**
 * Reads every event of an index's public ledger, in the chain's order.
 *
 * @throws UnknownEnumError if an event holds a regime that this code does not know.
 */
export async function readLedgerEvents(source: LedgerSource): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for (
    let fromBlock = source.fromBlock;
    fromBlock <= source.toBlock;
    fromBlock += BLOCKS_PER_REQUEST
  ) {
    const last = fromBlock + BLOCKS_PER_REQUEST - 1n;
    const toBlock = last < source.toBlock ? last : source.toBlock;
    const logs = await source.client.getLogs({
      address: [source.vault, source.factory],
      fromBlock,
      toBlock,
    });
    for (const log of parseEventLogs({ abi: ledgerAbi, logs })) {
      const event = toLedgerEvent(log, source.vault);
      if (event !== undefined) events.push(event);
    }
  }
  return events;
}

type LedgerLog = ParseEventLogsReturnType<typeof ledgerAbi, undefined, true>[number];

/** Each event's own arguments under its own name; other events of the two contracts are no part of the ledger. */
function toLedgerEvent(log: LedgerLog, vault: Address): LedgerEvent | undefined {
  switch (log.eventName) {
    case "IndexCreated":
      if (!isAddressEqual(log.args.index, vault)) return undefined;
      return { name: "IndexCreated", usdcAmount: log.args.usdcAmount, shares: log.args.shares };
    case "SharesIssued":
      return { name: "SharesIssued", ...log.args };
    case "SharesRedeemed":
      return { name: "SharesRedeemed", ...log.args };
    case "ComponentCredited":
      return { name: "ComponentCredited", ...log.args };
    case "PendingSharesConverted":
      return { name: "PendingSharesConverted", ...log.args };
    case "ClaimPaid":
      return { name: "ClaimPaid", ...log.args };
    case "EpochStarted":
      return {
        name: "EpochStarted",
        ...log.args,
        record: {
          ...log.args.record,
          regime: decodeEnum("regime", REGIMES, log.args.record.regime),
        },
      };
    case "TradeExecuted":
      return { name: "TradeExecuted", ...log.args };
    case "ComponentWrittenOff":
      return { name: "ComponentWrittenOff", ...log.args };
    case "ComponentFlagged":
      return { name: "ComponentFlagged", ...log.args };
    case "ComponentCleared":
      return { name: "ComponentCleared", ...log.args };
    case "FeesAccrued":
      return { name: "FeesAccrued", ...log.args };
    case "FeesDistributed":
      return { name: "FeesDistributed", shares: log.args.shares };
    case "LossConsumed":
      return { name: "LossConsumed", ...log.args };
    case "EpochClosed":
      return { name: "EpochClosed", ...log.args };
    case "Transfer":
      return { name: "Transfer", ...log.args };
    default:
      return undefined;
  }
}

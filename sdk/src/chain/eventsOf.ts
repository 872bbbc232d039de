import { isAddressEqual, parseEventLogs } from "viem";
import type {
  Abi,
  Address,
  ContractEventName,
  ParseEventLogsParameters,
  ParseEventLogsReturnType,
} from "viem";

export type EventsInputs<abi extends Abi, eventName extends ContractEventName<abi>> = Required<
  Pick<ParseEventLogsParameters<abi, eventName, true>, "abi" | "logs">
> & {
  readonly eventName: eventName;
  readonly emitter: Address; // the only contract whose logs count
};

/**
 * Decodes the events of one contract. Every contract that a transaction calls can emit the same event, so the logs of all other
 * contracts are dropped. No other code of the product decodes logs.
 */
export function eventsOf<const abi extends Abi, eventName extends ContractEventName<abi>>({
  abi,
  eventName,
  logs,
  emitter,
}: EventsInputs<abi, eventName>): ParseEventLogsReturnType<abi, eventName, true> {
  return parseEventLogs<abi, true, eventName>({
    abi,
    eventName,
    logs: logs.filter(({ address }) => isAddressEqual(address, emitter)),
  });
}

import { getAddress, isAddress } from "viem";
import type { Address } from "viem";

import { NotAnIndexError } from "../chain/errors.ts";
import { nodeFault } from "../chain/nodeFault.ts";
import { findIndex } from "../index/findIndex.ts";
import { afterSending } from "../session/afterSending.ts";
import { openSession } from "../session/openSession.ts";
import type { SessionOptions } from "../session/openSession.ts";
import { openWire } from "../session/openWire.ts";
import type { Wire } from "../session/wire.ts";

/** An index, and a node of its chain. */
export type Exit = Wire & { readonly vault: Address };

/**
 * Opens an index to leave it. By its address nothing but a node is needed; a symbol is looked up in the address book.
 * @throws NodeUnreachableError, NodeRefusedError, NotAnIndexError, StoppedInBetweenError, and those of `openSession` and
 *   `findIndex`
 */
export async function useExit<result>(
  options: SessionOptions,
  wanted: string,
  work: (exit: Exit) => Promise<result>,
): Promise<result> {
  const exit = await openExit(options, wanted).catch((error: unknown) => {
    throw nodeFault(error, options.rpc);
  });
  try {
    return await work(exit);
  } catch (error) {
    throw afterSending(error, options.rpc, exit.sent);
  }
}

async function openExit(options: SessionOptions, wanted: string): Promise<Exit> {
  if (!isAddress(wanted)) {
    const session = await openSession(options);
    return { ...session, vault: await findIndex(session, wanted) };
  }
  const wire = await openWire(options);
  const vault = getAddress(wanted);
  if ((await wire.client.getCode({ address: vault })) === undefined)
    throw new NotAnIndexError(vault, `there is no contract on chain ${wire.client.chain.id}`);
  return { ...wire, vault };
}

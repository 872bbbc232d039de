import {
  BaseError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  createClient,
  http,
} from "viem";
import type { Address, Client } from "viem";
import { getCode } from "viem/actions";

import { NotAnIndexError } from "./errors.ts";
import { nodeFault } from "./nodeFault.ts";
import { probeNode } from "./probeNode.ts";

/**
 * Reads something of an index from a node. Every fault of node and address is one line.
 * @throws NodeUnreachableError, NodeRefusedError, NotAnIndexError
 */
export async function askNode<answer>(
  { rpcUrl, vault }: { readonly rpcUrl: string; readonly vault: Address },
  ask: (client: Client) => Promise<answer>,
): Promise<answer> {
  const { chainId } = await probeNode(rpcUrl);
  const { origin } = new URL(rpcUrl); // the path may carry a key
  const client = createClient({ transport: http(rpcUrl, { retryCount: 2 }) });
  try {
    const code = await getCode(client, { address: vault });
    if (code === undefined)
      throw new NotAnIndexError(
        vault,
        `there is no contract on chain ${chainId}, which ${origin} serves`,
      );
    return await ask(client);
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
    if (isOf(error, ContractFunctionZeroDataError, ContractFunctionRevertedError))
      throw new NotAnIndexError(vault, "the contract there does not answer as one");
    throw nodeFault(error, rpcUrl);
  }
}

function isOf(
  error: BaseError,
  ...classes: readonly (abstract new (...all: never[]) => Error)[]
): boolean {
  return error.walk((cause) => classes.some((each) => cause instanceof each)) !== null;
}

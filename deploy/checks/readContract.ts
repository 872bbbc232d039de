import { isError } from "ethers";
import type { Interface, Provider } from "ethers";

import { NoCodeError, WrongContractError } from "../errors.ts";

/**
 * Calls a view function of a contract that has to be there, and returns its first value.
 * @throws NoCodeError, WrongContractError
 */
export async function readContract(
  provider: Provider,
  what: string,
  address: string,
  abi: Interface,
  view: string,
  values: readonly unknown[],
): Promise<unknown> {
  if ((await provider.getCode(address)) === "0x") throw new NoCodeError(what, address);
  const fault = new WrongContractError(what, address, `it does not respond to ${view}`);
  const data = await provider
    .call({ to: address, data: abi.encodeFunctionData(view, values) })
    .catch((error: unknown) => {
      if (isError(error, "CALL_EXCEPTION")) throw fault;
      throw error;
    });
  try {
    return abi.decodeFunctionResult(view, data).toArray()[0] as unknown;
  } catch (error) {
    if (isError(error, "BAD_DATA") || isError(error, "BUFFER_OVERRUN")) throw fault;
    throw error;
  }
}

import { BaseError, ContractFunctionRevertedError, ContractFunctionZeroDataError } from "viem";

/** What a contract answers, or undefined where it reverts or is none. A failure of the endpoint is passed on. */
export async function orUndefined<value>(reading: Promise<value>): Promise<value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const refused =
      error instanceof BaseError &&
      error.walk(
        (cause) =>
          cause instanceof ContractFunctionRevertedError ||
          cause instanceof ContractFunctionZeroDataError,
      ) !== null;
    if (refused) return undefined;
    throw error;
  }
}

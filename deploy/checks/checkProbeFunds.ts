import { Interface } from "ethers";
import type { Provider } from "ethers";

import { ProbeFundsError } from "../errors.ts";
import type { NetworkFile } from "../network/networkSchema.ts";
import { probeAmount } from "../steps/probeAmount.ts";
import { readContract } from "./readContract.ts";

const TOKEN = new Interface([
  "function decimals() view returns (uint8)",
  "function balanceOf(address) view returns (uint256)",
]);

/**
 * Checks that the deployer has of each real token the little that its probe borrows.
 * @throws ProbeFundsError
 */
export async function checkProbeFunds(
  provider: Provider,
  { components, usdc }: NetworkFile,
  account: string,
): Promise<void> {
  const tokens = components.map(({ token }) => token.address);
  if (usdc !== "test") tokens.push(usdc.address);
  for (const address of tokens) {
    const read = (view: string, values: readonly unknown[]) =>
      readContract(provider, "component", address, TOKEN, view, values);
    const amount = probeAmount(Number(await read("decimals", [])));
    const balance = (await read("balanceOf", [account])) as bigint;
    if (balance < amount) throw new ProbeFundsError(address, account, balance, amount);
  }
}

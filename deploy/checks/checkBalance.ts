import { formatEther } from "ethers";

import { BalanceTooLowError } from "../errors.ts";
import type { Deployer } from "../chain/openDeployer.ts";
import type { Cost } from "./costOf.ts";

/**
 * Checks the balance before the first transaction. A run that goes on needs less than the first was checked for.
 * @throws BalanceTooLowError
 */
export async function checkBalance(
  { account, signer, record }: Deployer,
  { wei }: Cost,
): Promise<void> {
  if (record.all().length > 0) return;
  const balance = await signer.provider.getBalance(account);
  if (balance < wei) throw new BalanceTooLowError(account, formatEther(balance), formatEther(wei));
}

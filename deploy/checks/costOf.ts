import type { Deployer } from "../chain/openDeployer.ts";

/** The transactions of a deployment that are not sent yet. */
export type Cost = {
  readonly gas: bigint; // {gas}
  readonly maxFee: bigint; // {wei/gas}
  readonly wei: bigint; // {wei}
};

/** Maximum cost of the rest of a deployment of `gas` {gas}, without the transactions of earlier runs. */
export async function costOf(deployer: Deployer, gas: bigint): Promise<Cost> {
  const sent = deployer.record.all().reduce((sum, { gas: limit }) => sum + BigInt(limit), 0n);
  const left = gas > sent ? gas - sent : 0n;
  const { maxFeePerGas } = await deployer.signer.provider.getFeeData();
  const maxFee = maxFeePerGas ?? 0n;
  return { gas: left, maxFee, wei: left * maxFee };
}

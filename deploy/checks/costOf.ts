import type { Deployer } from "../chain/openDeployer.ts";

/** What is left to send of a deployment. */
export type Cost = {
  readonly gas: bigint; // {gas}
  readonly maxFee: bigint; // {wei/gas}
  readonly wei: bigint; // {wei}
};

/** What a deployment of `gas` {gas} still costs at most, after what its earlier runs have sent. */
export async function costOf(deployer: Deployer, gas: bigint): Promise<Cost> {
  const sent = deployer.record.all().reduce((sum, { gas: limit }) => sum + BigInt(limit), 0n);
  const left = gas > sent ? gas - sent : 0n;
  const { maxFeePerGas } = await deployer.signer.provider.getFeeData();
  const maxFee = maxFeePerGas ?? 0n;
  return { gas: left, maxFee, wei: left * maxFee };
}

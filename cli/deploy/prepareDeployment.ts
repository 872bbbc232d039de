import type { Wallet } from "ethers";

import { openDeployer } from "../../deploy/chain/openDeployer.ts";
import type { Deployer } from "../../deploy/chain/openDeployer.ts";
import { checkBalance } from "../../deploy/checks/checkBalance.ts";
import { checkChain } from "../../deploy/checks/checkChain.ts";
import { checkProbeFunds } from "../../deploy/checks/checkProbeFunds.ts";
import { checkTerms } from "../../deploy/checks/checkTerms.ts";
import { costOf } from "../../deploy/checks/costOf.ts";
import type { Cost } from "../../deploy/checks/costOf.ts";
import { estimateGas } from "../../deploy/estimateGas.ts";
import type { NetworkFile } from "../../deploy/network/networkSchema.ts";
import { roleHolders } from "../../deploy/network/roleHolders.ts";
import type { RoleHolders } from "../../deploy/network/roleHolders.ts";
import { shippedArtifacts } from "../../deploy/shippedArtifacts.ts";

const PRODUCT = [
  "TimelockController",
  "Roles",
  "ComponentRegistry",
  "PriceOracle",
  "BasketLists",
  "ClaimLedger",
  "EpochFormation",
  "FeeAccrual",
  "PermitSignatures",
  "TradeExecution",
  "IndexVault",
  "IndexFactory",
  "UniswapV3Executor",
  "IndexRouter",
  "IndexLens",
];
const TEST_MARKET = ["MockUSDC", "MarketOperator", "MockAggregator", "MockFeedProxy"];

export type DeploymentOptions = {
  readonly network: NetworkFile;
  readonly rpcUrl: string;
  readonly wallet: Wallet;
  readonly roles: Partial<RoleHolders>; // of the command line
  readonly testTokens: number | undefined; // none without a test market
  readonly deployments: string; // folder of the journals
};

/** A deployment that every check has passed. Nothing was sent for it. */
export type Prepared = {
  readonly deployer: Deployer;
  readonly holders: RoleHolders;
  readonly cost: Cost;
};

/**
 * Checks everything that can be checked before the first transaction, and estimates the cost.
 * @throws an error of `deploy/errors.ts` that names the fault
 */
export async function prepareDeployment(options: DeploymentOptions): Promise<Prepared> {
  const { network, rpcUrl, wallet, roles, testTokens, deployments } = options;
  checkTerms(network, testTokens);
  const holders = roleHolders(network, roles, wallet.address);
  const artifacts = shippedArtifacts();
  const deployer = await openDeployer({ network, rpcUrl, wallet, deployments, artifacts });
  const { provider } = deployer.signer;
  await checkChain(provider, network);
  await checkProbeFunds(provider, network, wallet.address);
  const gas = await estimateGas(artifacts, {
    contracts: network.usdc === "test" ? [...PRODUCT, ...TEST_MARKET] : PRODUCT,
    testTokens: testTokens ?? 0,
    listings: network.components.length + (testTokens ?? 0) + 1,
  });
  const cost = await costOf(deployer, gas);
  await checkBalance(deployer, cost);
  return { deployer, holders, cost };
}

import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import type { JsonRpcSigner, Wallet } from "ethers";
import { join } from "node:path";
import { z } from "zod/v4";

import { WrongChainError } from "../errors.ts";
import type { NetworkFile } from "../network/networkSchema.ts";
import { askNode } from "./askNode.ts";
import type { AskNode } from "./askNode.ts";
import { signerOf } from "./signerOf.ts";
import { signingProvider } from "./signingProvider.ts";
import type { SigningProvider } from "./signingProvider.ts";
import { transactionRecord } from "./transactionRecord.ts";
import type { TransactionRecord } from "./transactionRecord.ts";

const QUANTITY = z.string().regex(/^0x/);
const GENESIS = z.object({ hash: z.string() });

/** An account on a chain, and what it has done there for this deployment. */
export type Deployer = {
  readonly account: string;
  readonly ask: AskNode;
  readonly provider: SigningProvider;
  readonly signer: JsonRpcSigner;
  readonly record: TransactionRecord;
  readonly artifacts: ArtifactResolver;
  readonly folder: string; // of the journal
  readonly confirmations: number; // {blocks}
};

export type DeployerOptions = {
  readonly network: NetworkFile;
  readonly rpcUrl: string;
  readonly wallet: Wallet;
  readonly deployments: string; // folder of all journals
  readonly artifacts: ArtifactResolver;
};

/**
 * Opens a deployer. Its journal lies in a folder named by chain id and genesis, so that a local chain that was started anew is
 * another chain.
 * @throws WrongChainError before anything else is read
 */
export async function openDeployer(options: DeployerOptions): Promise<Deployer> {
  const { network, rpcUrl, wallet, deployments, artifacts } = options;
  const { chainId, confirmations } = network;
  const ask = askNode(rpcUrl);
  const found = Number(QUANTITY.parse(await ask("eth_chainId", [])));
  if (found !== chainId) throw new WrongChainError(network.name, chainId, found);
  const { hash } = GENESIS.parse(await ask("eth_getBlockByNumber", ["0x0", false]));
  const folder = join(deployments, `${chainId}-${hash.slice(2, 10)}`);
  const record = transactionRecord(folder);
  const provider = signingProvider({ ask, wallet, chainId, record });
  const signer = await signerOf(provider, network, wallet.address);
  const account = wallet.address;
  return { account, ask, provider, signer, record, artifacts, folder, confirmations };
}

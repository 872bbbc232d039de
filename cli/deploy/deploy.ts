import { join } from "node:path";

import { UnusableOptionError } from "@sheaf/commands/errors";
import { formatEther, formatUnits } from "ethers";
import type { Wallet } from "ethers";
import type { Market } from "@sheaf/sdk/market/market";

import type { NetworkFile } from "../../deploy/network/networkSchema.ts";
import { readNetwork } from "../../deploy/network/readNetwork.ts";
import type { RoleHolders } from "../../deploy/network/roleHolders.ts";
import { confirm } from "../session/confirm.ts";
import { checkBookFile } from "./checkBookFile.ts";
import { openWallet } from "./openWallet.ts";
import { prepareDeployment } from "./prepareDeployment.ts";
import type { Prepared } from "./prepareDeployment.ts";
import { runDeployment } from "./runDeployment.ts";
import type { Deployment } from "./runDeployment.ts";

/** Hardhat's and anvil's. A chain that is started anew every day leaves books behind. */
const LOCAL_CHAIN_ID = 31337;
const ROOT = join(import.meta.dirname, "..", "..");

export type DeployOptions = {
  readonly network: string;
  readonly rpcUrl: string | undefined;
  readonly roles: { readonly [role in keyof RoleHolders]: string | undefined };
  readonly testTokens: number | undefined;
  readonly market: Market; // of the test market's first prices
  readonly keystore: string | undefined;
  readonly passwordFile: string | undefined;
  readonly addresses: string | undefined;
  readonly deployments: string | undefined;
  readonly dryRun: boolean;
  readonly passDelays: boolean;
  readonly yes: boolean;
  readonly print: (line: string) => void;
};

/** The report that `--json` writes. */
export type DeployReport = {
  readonly network: string;
  readonly contracts: readonly { name: string; address: string; codeHash: string }[];
  readonly sent: number; // {transactions}
  readonly resumed: number; // {transactions} of earlier runs
  readonly waitsUntil: string | null; // ISO date from which on the next run goes on
};

/** Checks a deployment, prompts for confirmation, and runs it. */
export async function deploy(options: DeployOptions): Promise<DeployReport> {
  const { print, addresses, deployments, testTokens } = options;
  const network = await readNetwork(options.network);
  const wallet = await openWallet(options, network.chainId);
  const prepared = await prepareDeployment({
    ...{ network, wallet, testTokens },
    rpcUrl: urlOf(options, network),
    roles: withoutGaps(options.roles),
    deployments: deployments ?? join(ROOT, "deploy", "deployments"),
  });
  print(costLine(prepared, wallet, network));
  if (options.dryRun) {
    print("a dry run: nothing was sent");
    return { network: network.name, contracts: [], sent: 0, resumed: 0, waitsUntil: null };
  }
  const usual = join(ROOT, "sdk", "addresses", `${network.chainId}.json`);
  if (addresses === undefined && network.chainId !== LOCAL_CHAIN_ID)
    checkBookFile(usual, prepared.deployer.record);
  await confirm({
    question: `Deploy to ${network.name} with ${wallet.address}?`,
    yes: options.yes,
  });
  const file = addresses ?? usual;
  const deployment = await runDeployment({ ...options, network, prepared, addresses: file });
  for (const line of closingLines(deployment, file)) print(line);
  return reportOf(network, deployment);
}

function urlOf({ rpcUrl }: DeployOptions, { rpcVariable }: NetworkFile): string {
  const url = rpcUrl ?? process.env[rpcVariable];
  if (url !== undefined && URL.canParse(url)) return url;
  throw new UnusableOptionError(`give --rpc URL, or set ${rpcVariable} to a node's URL`);
}

function withoutGaps(roles: DeployOptions["roles"]): Partial<RoleHolders> {
  return Object.fromEntries(Object.entries(roles).filter(([, holder]) => holder !== undefined));
}

function costLine({ cost }: Prepared, wallet: Wallet, { name }: NetworkFile): string {
  const { gas, maxFee, wei } = cost;
  return `checked; ${wallet.address} sends at most ${gas} gas to ${name}, ${formatEther(wei)} ETH at ${formatUnits(maxFee, "gwei")} gwei`;
}

function closingLines({ sent, waitsUntil }: Deployment, file: string): string[] {
  const lines = [`address book: ${file}`, `sent: ${sent} transactions`];
  if (waitsUntil === undefined) return [...lines, "deployed: indexes can be created"];
  const date = isoOf(waitsUntil);
  return [...lines, `waiting for a delay: run the same command again from ${date} on`];
}

function reportOf({ name: network }: NetworkFile, deployment: Deployment): DeployReport {
  const { book, sent, resumed, waitsUntil } = deployment;
  const all = [...Object.values(book.contracts), ...Object.values(book.libraries)];
  const contracts = all.map(({ contract, address, codeHash }) => ({
    name: contract,
    address,
    codeHash,
  }));
  const waits = waitsUntil === undefined ? null : isoOf(waitsUntil);
  return { network, contracts, sent, resumed, waitsUntil: waits };
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

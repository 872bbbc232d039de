import { existsSync } from "node:fs";

import { listTransactions, status } from "@nomicfoundation/ignition-core";
import { keccak256 } from "ethers";
import { z } from "zod/v4";

import { journalOf } from "../chain/journalOf.ts";
import type { Deployer } from "../chain/openDeployer.ts";

const RECEIPT = z.object({ blockNumber: z.string().regex(/^0x/) });
const HEX = z.string().regex(/^0x/);

/** A contract of the journal, as the chain has it: the address book's form. */
export type JournalledContract = {
  readonly contract: string; // name in Solidity
  readonly address: string;
  readonly block: number;
  readonly transaction: string;
  readonly codeHash: string;
  readonly constructorArguments: readonly unknown[]; // integers as decimal strings
  readonly verified: readonly string[];
};

/** Every contract that the journals of modules know, by the id of its future, such as `Sheaf#Roles`. */
export async function deployedContracts(
  deployer: Pick<Deployer, "ask" | "folder" | "artifacts">,
  modules: readonly string[],
): Promise<ReadonlyMap<string, JournalledContract>> {
  const found = modules.map((module) => contractsOf(deployer, journalOf(deployer.folder, module)));
  return new Map((await Promise.all(found)).flat());
}

async function contractsOf(
  { ask, artifacts }: Pick<Deployer, "ask" | "artifacts">,
  journal: string,
): Promise<(readonly [string, JournalledContract])[]> {
  if (!existsSync(journal)) return [];
  const { contracts } = await status(journal);
  const transactions = await listTransactions(journal, artifacts);
  const entries = Object.entries(contracts).map(async ([future, { contractName, address }]) => {
    const creation = transactions.find((one) => one.address === address);
    const transaction = creation?.txHash ?? "";
    const [receipt, code] = await Promise.all([
      ask("eth_getTransactionReceipt", [transaction]),
      ask("eth_getCode", [address, "latest"]),
    ]);
    const contract: JournalledContract = {
      contract: contractName,
      address,
      block: Number(RECEIPT.parse(receipt).blockNumber),
      transaction,
      codeHash: keccak256(HEX.parse(code)),
      constructorArguments: (creation?.params ?? []).map(asJson),
      verified: [],
    };
    return [future, contract] as const;
  });
  return Promise.all(entries);
}

function asJson(value: unknown): unknown {
  if (typeof value === "bigint" || typeof value === "number") return String(value);
  return Array.isArray(value) ? value.map(asJson) : value;
}

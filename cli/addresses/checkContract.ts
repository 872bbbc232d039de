import type { DeployedContract } from "@sheaf/sdk/addresses/addressBook";
import type { Abi, Address, Client, Hex } from "viem";
import { BaseError, encodeDeployData, keccak256 } from "viem";
import { getCode, getTransaction, getTransactionReceipt } from "viem/actions";

import { NotShippedError } from "../../deploy/bytecode/errors.ts";
import { readShippedContract } from "../../deploy/bytecode/readShippedContract.ts";
import type { ShippedContract } from "../../deploy/bytecode/readShippedContract.ts";
import { constructorValues } from "./constructorValues.ts";
import { linkedCode } from "./linkedCode.ts";
import { maskedCode } from "./maskedCode.ts";

export type ContractFindings = {
  readonly faults: readonly string[];
  readonly creator?: Address; // the account that sent the transaction
};

/**
 * Compares a contract of an address book with the chain and with the shipped bytecode.
 *
 * The deployed code is compared with immutables masked. The values of immutables follow from the creation transaction: its
 * input has to be the shipped creation code, linked, and the constructor's arguments.
 */
export async function checkContract(
  client: Client,
  deployed: DeployedContract,
): Promise<ContractFindings> {
  const code = await getCode(client, { address: deployed.address });
  if (code === undefined) return { faults: ["there is no code at the address"] };
  const shipped = await readShippedContract(deployed.contract).catch((error: unknown) => {
    if (error instanceof NotShippedError) return undefined;
    throw error;
  });
  if (shipped === undefined) return { faults: ["there is no shipped bytecode of that name"] };
  const creation = await creationOf(client, deployed, shipped);
  const faults = [...codeFaults(code, deployed, shipped), ...creation.faults];
  return { ...creation, faults };
}

function codeFaults(
  code: Hex,
  { codeHash, contract, libraries = {} }: DeployedContract,
  shipped: ShippedContract,
): readonly string[] {
  const hash = keccak256(code);
  const linked = linkedCode(shipped.deployedBytecode, shipped.deployedLinkReferences, libraries);
  const [found, expected] = [code, linked].map((one) =>
    maskedCode(one, shipped.immutableReferences),
  );
  return [
    ...(hash === codeHash ? [] : [`the code has the hash ${hash}; the book says ${codeHash}`]),
    ...(found === expected ? [] : [`the code is not that of the shipped ${contract}`]),
  ];
}

async function creationOf(
  client: Client,
  deployed: DeployedContract,
  shipped: ShippedContract,
): Promise<ContractFindings> {
  const { transaction: hash } = deployed;
  const [transaction, receipt] = await Promise.all([
    getTransaction(client, { hash }),
    getTransactionReceipt(client, { hash }),
  ]).catch((error: unknown) => {
    if (error instanceof BaseError && /NotFound/.test(error.name)) return [undefined, undefined];
    throw error;
  });
  if (transaction === undefined || receipt === undefined)
    return { faults: [`the chain has no transaction ${hash}`] };
  const faults: string[] = [];
  if (receipt.status !== "success") faults.push(`the transaction ${hash} reverted`);
  if (receipt.blockNumber !== BigInt(deployed.block))
    faults.push(`it was created in block ${receipt.blockNumber}; the book says ${deployed.block}`);
  const isCreation = transaction.to === null;
  if (isCreation && receipt.contractAddress?.toLowerCase() !== deployed.address.toLowerCase())
    faults.push(`the transaction ${hash} created ${receipt.contractAddress ?? "nothing"}`);
  if (isCreation && transaction.input !== creationInput(deployed, shipped))
    faults.push("it was not created from the shipped bytecode with the book's arguments");
  return { faults, creator: transaction.from };
}

/** Undefined if the book's arguments do not fit the constructor. */
function creationInput(
  { constructorArguments, libraries = {} }: DeployedContract,
  { abi: entries, bytecode, linkReferences }: ShippedContract,
): Hex | undefined {
  const abi = entries as Abi;
  try {
    return encodeDeployData({
      abi,
      bytecode: linkedCode(bytecode, linkReferences, libraries),
      args: constructorValues(abi, constructorArguments),
    });
  } catch {
    return undefined;
  }
}

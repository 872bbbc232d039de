import type { AddressBook, DeployedContract } from "@sheaf/sdk/addresses/addressBook";
import type { ParamType } from "ethers";
import { AbiCoder, Interface } from "ethers";

import { readShippedContract } from "../bytecode/readShippedContract.ts";
import { bookContracts } from "./bookContracts.ts";
import { NotVerifiedError, ServiceBusyError } from "./errors.ts";
import type { StandardInput } from "./standardInput.ts";
import type { Submission, Verifier } from "./verifier.ts";
import type { Pace } from "./verifySource.ts";
import { verifySource } from "./verifySource.ts";
import { withVerified } from "./withVerified.ts";

/** Outcome of the verification of one contract at one service. */
export type Verification = {
  readonly name: string; // in the book
  readonly address: string;
  readonly service: string;
  readonly state: "verified" | "known" | "failed" | "waiting"; // "known": the book said so already
  readonly text: string; // link, or reason
};

export type VerifyBookInputs = {
  readonly book: AddressBook;
  readonly verifiers: readonly Verifier[];
  readonly inputOf: (contract: string) => Promise<StandardInput>;
  readonly pace: Pace;
  readonly save: (book: AddressBook) => Promise<void>;
  readonly report: (verification: Verification) => void;
};

/**
 * Verifies the source of every contract of a book at every service. The book is saved after each, so that a second run sends
 * nothing again. A service that is unreachable or too slow is left for a second run.
 */
export async function verifyBook(inputs: VerifyBookInputs): Promise<readonly Verification[]> {
  let { book } = inputs;
  const done: Verification[] = [];
  for (const verifier of inputs.verifiers) {
    for (const { name, deployed } of bookContracts(book)) {
      const { address } = deployed;
      const note = (state: Verification["state"], text: string): void => {
        const one = { name, address, service: verifier.name, state, text };
        done.push(one);
        inputs.report(one);
      };
      const known = verifier.link({ chainId: book.chainId, address });
      if (deployed.verified.includes(known)) {
        note("known", known);
        continue;
      }
      const submission = await submissionOf(inputs, deployed);
      try {
        const link = await verifySource(verifier, submission, inputs.pace);
        book = withVerified(book, address, link);
        await inputs.save(book);
        note("verified", link);
      } catch (error) {
        if (error instanceof NotVerifiedError) note("failed", error.message);
        else if (error instanceof ServiceBusyError) {
          note("waiting", error.message);
          break;
        } else throw error;
      }
    }
  }
  return done;
}

async function submissionOf(
  { book, inputOf }: VerifyBookInputs,
  deployed: DeployedContract,
): Promise<Submission> {
  const { contract, address, transaction, constructorArguments, libraries = {} } = deployed;
  const { abi } = await readShippedContract(contract);
  const inputs: readonly ParamType[] = Interface.from(JSON.stringify(abi)).deploy.inputs;
  return {
    chainId: book.chainId,
    address,
    input: await inputOf(contract),
    libraries,
    creationTransaction: transaction,
    constructorArguments: AbiCoder.defaultAbiCoder()
      .encode(inputs, constructorArguments)
      .slice("0x".length),
  };
}

import { CommandFailedError } from "@sheaf/commands/errors";
import { PermanentError } from "@sheaf/sdk/units/errors";
import type { Address, Hash } from "viem";

/** No address book names the contracts of the chain. */
export class NoAddressBookError extends PermanentError {
  override readonly name = "Session.NoAddressBookError";

  constructor(file: string, chainId: number) {
    super(
      `There is no address book ${file} for chain ${chainId}. Deploy with \`npm run deploy\`, or name the file with --addresses.`,
    );
  }
}

/** The node serves another chain than the address book is of. */
export class WrongChainError extends PermanentError {
  override readonly name = "Session.WrongChainError";

  constructor(served: number, expected: number, file: string) {
    super(
      `The node serves chain ${served}; ${file} is the address book of chain ${expected}. Check --rpc and --addresses. Nothing was sent.`,
    );
  }
}

/** The contract that the address book names is not there. */
export class NotDeployedError extends PermanentError {
  override readonly name = "Session.NotDeployedError";

  constructor(what: string, address: Address, file: string) {
    super(
      `There is no contract at ${address}, which ${file} names as ${what}. Check --rpc and --addresses; \`sheaf addresses check\` compares all of them.`,
    );
  }
}

/** A question cannot be put to anybody, for the input is no terminal. */
export class NoTerminalError extends PermanentError {
  override readonly name = "Session.NoTerminalError";

  constructor(wanted: string, instead: string) {
    super(`${wanted} is needed, and this is no terminal. ${instead}`);
  }
}

/** The prompt was not answered with yes. */
export class NotConfirmedError extends CommandFailedError {
  override readonly name = "Session.NotConfirmedError";

  constructor() {
    super("Not confirmed. Nothing was sent.");
  }
}

/** An account has no ether for the network fee. */
export class NoEtherError extends PermanentError {
  override readonly name = "Session.NoEtherError";

  constructor(account: Address, has: string, needed: string) {
    super(
      `${account} has ${has} ether; the network fee may be up to ${needed} ether. Send it ether on this chain. Nothing was sent.`,
    );
  }
}

/** An earlier transaction of the account is not mined yet. */
export class TransactionWaitingError extends CommandFailedError {
  override readonly name = "Session.TransactionWaitingError";

  constructor(account: Address, nonce: number) {
    super(
      `A transaction of ${account} with nonce ${nonce} is not mined yet. Wait for it, or cancel it with \`sheaf cancel --nonce ${nonce}\` and run the command again. Nothing was sent.`,
    );
  }
}

/** A call would revert. */
export class CallRefusedError extends CommandFailedError {
  override readonly name = "Session.CallRefusedError";

  constructor(title: string, reason: string) {
    super(`${title}: ${reason} Nothing was sent.`);
  }
}

/** A transaction was mined and reverted. */
export class TransactionRevertedError extends CommandFailedError {
  override readonly name = "Session.TransactionRevertedError";

  constructor(title: string, hash: Hash, reason: string) {
    super(
      `${title}: the transaction ${hash} reverted. ${reason} Only the network fee was paid; try again.`,
    );
  }
}

/** Another transaction of the same nonce was mined in the place of ours. */
export class TransactionReplacedError extends CommandFailedError {
  override readonly name = "Session.TransactionReplacedError";

  constructor(title: string, sent: Hash, mined: Hash, cancelled: boolean) {
    const what = cancelled ? "was cancelled by" : "was replaced by another transaction,";
    super(`${title}: the transaction ${sent} ${what} ${mined}. It did nothing.`);
  }
}

/** The outcome of a transaction that was sent is not known. */
export class OutcomeUnknownError extends CommandFailedError {
  override readonly name = "Session.OutcomeUnknownError";

  constructor(title: string, hash: Hash, cause: string) {
    super(
      `${title}: the transaction ${hash} was sent, and ${cause}. It may still be mined: look it up before you try again.`,
    );
  }
}

/** A transaction would cost more than a person allows. */
export class NetworkFeeTooHighError extends PermanentError {
  override readonly name = "Session.NetworkFeeTooHighError";

  constructor(fee: string, max: string) {
    super(
      `The network fee may be up to ${fee} ether, and ${max} is allowed. Wait until the network is cheaper, or allow more with --max-network-fee. Nothing was sent.`,
    );
  }
}

/** A command stopped after it had sent something. */
export class StoppedInBetweenError extends CommandFailedError {
  override readonly name = "Session.StoppedInBetweenError";

  constructor(cause: string, sent: readonly Hash[]) {
    super(
      `${cause.replace(/ ?Nothing was sent\.| ?[Nn]othing was done\./, "")} It stopped in between: ${sent.join(", ")} had been sent. Look at your account before you try again.`,
    );
  }
}

/** The contracts of an address book do not belong together. */
export class InconsistentAddressBookError extends PermanentError {
  override readonly name = "Session.InconsistentAddressBookError";

  constructor(file: string, what: string) {
    super(`${file} does not describe one deployment: ${what}. Do not use it. Nothing was sent.`);
  }
}

/** A node wants a higher fee for a transaction that takes the place of another. */
export class FeeNotEnoughError extends CommandFailedError {
  override readonly name = "Session.FeeNotEnoughError";

  constructor(nonce: number) {
    super(
      `The node takes no transaction in the place of the one with nonce ${nonce} at the fees that were offered. Nothing was sent; try again later.`,
    );
  }
}

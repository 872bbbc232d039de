import { PermanentError, RetryableError } from "@sheaf/sdk/units/errors";

/* THE NETWORK FILE */

/** No network file has the name. */
export class UnknownNetworkError extends PermanentError {
  override readonly name = "Deploy.UnknownNetworkError";

  constructor(network: string, known: readonly string[]) {
    super(
      `There is no network ${network}. Known: ${known.join(", ")}; or give the path of a network file.`,
    );
  }
}

/** A network file does not follow its schema. */
export class MalformedNetworkError extends PermanentError {
  override readonly name = "Deploy.MalformedNetworkError";

  constructor(file: string, faults: string) {
    super(`${file} is no network file (docs/network.schema.json): ${faults}`);
  }
}

/** The chain is no known testnet, and the file names no audit. */
export class MainnetError extends PermanentError {
  override readonly name = "Deploy.MainnetError";

  constructor(network: string, chainId: number) {
    super(
      `Chain ${chainId} of network ${network} is no known testnet, and Sheaf is not audited. Name the report of an audit in the file's "audit".`,
    );
  }
}

/** A role has no holder. */
export class RoleMissingError extends PermanentError {
  override readonly name = "Deploy.RoleMissingError";

  constructor(role: string) {
    super(`Nobody holds the role ${role}. Give --${role} ADDRESS, or name it in the network file.`);
  }
}

/** Two roles, or a role and the deployer, are one account. */
export class RolesNotDistinctError extends PermanentError {
  override readonly name = "Deploy.RolesNotDistinctError";

  constructor(one: string, other: string, account: string) {
    super(`${account} is ${one} and ${other}. Each needs an account of its own.`);
  }
}

/** The admin's delay is outside its bounds. */
export class AdminDelayError extends PermanentError {
  override readonly name = "Deploy.AdminDelayError";

  constructor(delay: number, min: number, max: number) {
    super(
      `adminDelay is ${delay} s; it has to be from ${min} to ${max} s: long enough to react, and short enough that the first listings are in force within the registry's founding period.`,
    );
  }
}

/** There is nothing to list beside USDC. */
export class NothingToListError extends PermanentError {
  override readonly name = "Deploy.NothingToListError";

  constructor(network: string) {
    super(
      `Network ${network} lists no component. Name some in its file, or give --test-market N on a testnet.`,
    );
  }
}

/** A test market mints USDC, which real USDC does not allow. */
export class TestMarketError extends PermanentError {
  override readonly name = "Deploy.TestMarketError";

  constructor(network: string) {
    super(
      `--test-market needs a USDC that it can mint, and network ${network} names a real one. Write "usdc": "test" in its file.`,
    );
  }
}

/** A component's limits contradict the registry's bounds. */
export class ComponentTermsError extends PermanentError {
  override readonly name = "Deploy.ComponentTermsError";

  constructor(token: string, fault: string) {
    super(`The terms of component ${token} cannot be listed: ${fault}.`);
  }
}

/** The network file names one component twice. */
export class ComponentTwiceError extends PermanentError {
  override readonly name = "Deploy.ComponentTwiceError";

  constructor(token: string) {
    super(`The network file names component ${token} more than once.`);
  }
}

/** A public chain would get a Uniswap v3 or a wrapped ether of its own. */
export class VenueError extends PermanentError {
  override readonly name = "Deploy.VenueError";

  constructor(network: string, chainId: number) {
    super(
      `Network ${network} has "deploy" for poolFactory or weth, which only the local chain lacks; chain ${chainId} has its own. Write their addresses.`,
    );
  }
}

/* THE CHAIN */

/** The node serves another chain. */
export class WrongChainError extends PermanentError {
  override readonly name = "Deploy.WrongChainError";

  constructor(network: string, expected: number, found: number) {
    super(
      `The node serves chain ${found}, and network ${network} is chain ${expected}. Check --rpc and --network.`,
    );
  }
}

/** An address of the network file holds no code. */
export class NoCodeError extends PermanentError {
  override readonly name = "Deploy.NoCodeError";

  constructor(what: string, address: string) {
    super(`There is no contract at ${address}, where the network file has the ${what}.`);
  }
}

/** A contract does not behave as its place in the network file demands. */
export class WrongContractError extends PermanentError {
  override readonly name = "Deploy.WrongContractError";

  constructor(what: string, address: string, fault: string) {
    super(`The contract at ${address} cannot be the ${what}: ${fault}.`);
  }
}

/** A token has more decimals than the arithmetic is proved for, or USDC has others than 6. */
export class TokenDecimalsError extends PermanentError {
  override readonly name = "Deploy.TokenDecimalsError";

  constructor(what: string, address: string, decimals: number, expected: string) {
    super(`The ${what} at ${address} has ${decimals} decimals; expected ${expected}.`);
  }
}

/** A feed has more decimals than the arithmetic is proved for. */
export class FeedDecimalsError extends PermanentError {
  override readonly name = "Deploy.FeedDecimalsError";

  constructor(what: string, address: string, decimals: number, max: number) {
    super(`The ${what} at ${address} has ${decimals} decimals; at most ${max} are supported.`);
  }
}

/** A feed's answer is older than its heartbeat, or dated ahead. */
export class StaleFeedError extends PermanentError {
  override readonly name = "Deploy.StaleFeedError";

  constructor(what: string, address: string, age: number, heartbeat: number) {
    super(
      `The ${what} at ${address} answered ${age} s ago, and its heartbeat is ${heartbeat} s. Wait for an answer, or correct the feed.`,
    );
  }
}

/** A feed's price is outside of the band that is to be listed. */
export class ImplausiblePriceError extends PermanentError {
  override readonly name = "Deploy.ImplausiblePriceError";

  constructor(what: string, address: string, price: string, band: string) {
    super(
      `The ${what} at ${address} answers ${price} USD, outside of ${band} USD. Check the feed, and the limits in the file.`,
    );
  }
}

/** The rollup's sequencer is down, or its feed does not answer. */
export class SequencerError extends PermanentError {
  override readonly name = "Deploy.SequencerError";

  constructor(address: string, fault: string) {
    super(`The sequencer feed at ${address} ${fault}.`);
  }
}

/** The deployer cannot pay for the whole. */
export class BalanceTooLowError extends PermanentError {
  override readonly name = "Deploy.BalanceTooLowError";

  constructor(account: string, balance: string, cost: string) {
    super(
      `The deployer ${account} has ${balance} ETH, and what is left to send may cost ${cost} ETH. Send it the difference first.`,
    );
  }
}

/* THE RUN */

/** A transaction would use more gas than any may (EIP-7825). */
export class TransactionTooLargeError extends PermanentError {
  override readonly name = "Deploy.TransactionTooLargeError";

  constructor(gas: bigint, max: bigint) {
    super(`A transaction would need ${gas} gas, and no transaction may use over ${max}.`);
  }
}

/** The node refused a request. */
export class NodeRefusedError extends PermanentError {
  override readonly name = "Deploy.NodeRefusedError";
  readonly code: number;
  readonly data: unknown; // revert data, where there is some

  constructor(method: string, code: number, message: string, data: unknown) {
    super(`The node refuses ${method}: ${message}`);
    this.code = code;
    this.data = data;
  }
}

/** The node does not respond. */
export class NodeGoneError extends RetryableError {
  override readonly name = "Deploy.NodeGoneError";

  constructor(origin: string, cause: string) {
    super(
      `${origin} does not answer: ${cause}. Run the command again: it goes on where it stopped.`,
    );
  }
}

/** Transactions of the deployer wait, and no block takes them. */
export class TransactionsWaitError extends RetryableError {
  override readonly name = "Deploy.TransactionsWaitError";

  constructor(account: string, latest: number, pending: number) {
    super(
      `Transactions ${latest} to ${pending - 1} of ${account} are not mined yet. Run the command again later: it goes on where it stopped.`,
    );
  }
}

/** Ignition could not finish a module. */
export class ModuleFailedError extends PermanentError {
  override readonly name = "Deploy.ModuleFailedError";

  constructor(module: string, folder: string, causes: string) {
    super(
      `The module ${module} could not be deployed: ${causes}. What is deployed stays in the journal ${folder}; remove the folder to begin anew.`,
    );
  }
}

/** The deployer still holds a role after the hand-over. */
export class RoleKeptError extends PermanentError {
  override readonly name = "Deploy.RoleKeptError";

  constructor(account: string, roles: readonly string[]) {
    super(`The deployer ${account} still holds ${roles.join(", ")}. Run the command again.`);
  }
}

/** Something is left to schedule, and the deployer has handed over already. */
export class HandedOverError extends PermanentError {
  override readonly name = "Deploy.HandedOverError";

  constructor(account: string) {
    super(
      `The deployer ${account} handed over in an earlier run and can propose no listing any more. Run the command with the options of that run; the admin lists more by \`sheaf admin listing propose\`.`,
    );
  }
}

/** An announcement was cancelled, or is too old to be carried out. */
export class AnnouncementGoneError extends PermanentError {
  override readonly name = "Deploy.AnnouncementGoneError";

  constructor(operation: string, fault: string) {
    super(
      `The announcement ${operation} of the first listings ${fault}. The admin lists them by \`sheaf admin listing propose\`.`,
    );
  }
}

/** The deployer has too little of a token for the registry's probe. */
export class ProbeFundsError extends PermanentError {
  override readonly name = "Deploy.ProbeFundsError";

  constructor(token: string, account: string, balance: bigint, amount: bigint) {
    super(
      `The registry's probe borrows ${amount} units of ${token} from ${account}, which has ${balance}. Send it some first; it gets them back.`,
    );
  }
}

/** The address book's usual place is taken by another deployment. */
export class OtherDeploymentError extends PermanentError {
  override readonly name = "Deploy.OtherDeploymentError";

  constructor(file: string) {
    super(
      `${file} is the address book of another deployment on this chain. Name a file of your own with --addresses, or remove that one.`,
    );
  }
}

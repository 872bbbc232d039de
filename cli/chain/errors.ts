import { PermanentError } from "@sheaf/sdk/units/errors";

/** Nothing at the URL of `--rpc` speaks JSON-RPC. */
export class NodeUnreachableError extends PermanentError {
  override readonly name = "Sheaf.NodeUnreachableError";

  constructor(origin: string, cause: string) {
    super(`${origin} does not answer as a node: ${cause}. Check --rpc; nothing was done.`);
  }
}

/** The node answers, and refuses a request. */
export class NodeRefusedError extends PermanentError {
  override readonly name = "Sheaf.NodeRefusedError";

  constructor(origin: string, cause: string) {
    super(`The node at ${origin} refuses a request: ${cause}`);
  }
}

/** There is no index at the address of `--vault`. */
export class NotAnIndexError extends PermanentError {
  override readonly name = "Sheaf.NotAnIndexError";

  constructor(vault: string, cause: string) {
    super(`${vault} is no index: ${cause}. Check --vault and --rpc.`);
  }
}

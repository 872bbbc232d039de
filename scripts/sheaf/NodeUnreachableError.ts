import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** The node does not answer, so that nothing can be checked. */
export class NodeUnreachableError extends PermanentError {
  override readonly name = "Sheaf.NodeUnreachableError";

  constructor(url: string, cause: string, options?: ErrorOptions) {
    super(
      `The node at ${url} does not answer: ${cause}. Check --rpc; nothing was checked.`,
      options,
    );
  }
}

import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** The folder of published snapshots cannot be read. */
export class FolderMissingError extends PermanentError {
  override readonly name = "Sheaf.FolderMissingError";

  constructor(path: string, options?: ErrorOptions) {
    super(
      `${path} is no folder that can be read. Point --snapshots at the published documents.`,
      options,
    );
  }
}

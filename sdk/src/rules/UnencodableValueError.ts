import { PermanentError } from "../units/PermanentError.ts";

/** A value has no canonical JSON text. */
export class UnencodableValueError extends PermanentError {
  override readonly name = "Rules.UnencodableValueError";

  constructor(path: string, found: string) {
    super(
      `${path.slice(0, 120)} is ${found}, which canonical JSON cannot hold. Give amounts as bigint and leave out what is not known.`,
    );
  }
}

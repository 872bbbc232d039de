import { PermanentError } from "../units/errors.ts";

/** A file is no address book. */
export class MalformedAddressBookError extends PermanentError {
  override readonly name = "Addresses.MalformedAddressBookError";
  readonly faults: readonly string[];

  constructor(file: string, faults: readonly string[]) {
    super(
      `${file} is no address book: ${faults.join("; ")}. \`npm run deploy\` writes it; restore the file, or run the deployment again.`,
    );
    this.faults = faults;
  }
}

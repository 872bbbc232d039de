import { PermanentError } from "@sheaf/sdk/units/errors";

/** Nothing is committed for a contract of that name. */
export class NotShippedError extends PermanentError {
  override readonly name = "Bytecode.NotShippedError";

  constructor(contract: string) {
    super(
      `the bytecode of ${contract} is not shipped; add it to tools/build/shippedContracts.ts and run npm run generate -- bytecode`,
    );
  }
}

/** A file of shipped bytecode was changed by hand, or belongs to another version. */
export class MalformedBytecodeError extends PermanentError {
  override readonly name = "Bytecode.MalformedBytecodeError";

  constructor(file: string, reason: string) {
    super(`${file} is no shipped bytecode: ${reason}. Run npm run generate -- bytecode`);
  }
}

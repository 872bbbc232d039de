import type { Address } from "viem";
import { PermanentError } from "../units/PermanentError.ts";

/** The index holds a component that the configuration has no id for, so the rules cannot say what becomes of it. */
export class UnknownComponentError extends PermanentError {
  override readonly name = "Decision.UnknownComponentError";

  constructor(token: Address) {
    super(
      `The index holds ${token}, which no id stands for. Add it to the components; nothing is decided without it.`,
    );
  }
}

import { PermanentError } from "@sheaf/sdk/units/errors";

/** No index has the symbol or the address. */
export class NoSuchIndexError extends PermanentError {
  override readonly name = "Index.NoSuchIndexError";

  constructor(wanted: string, known: readonly string[]) {
    const list = known.length === 0 ? "There is none yet." : `There are ${known.join(", ")}.`;
    super(`No index of this deployment is called ${wanted}. ${list}`);
  }
}

/** Several indexes have one symbol: anybody may choose any. */
export class AmbiguousSymbolError extends PermanentError {
  override readonly name = "Index.AmbiguousSymbolError";

  constructor(symbol: string, addresses: readonly string[]) {
    super(
      `${addresses.length} indexes have the symbol ${symbol}: ${addresses.join(", ")}. Name yours by its address.`,
    );
  }
}

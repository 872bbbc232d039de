import { PermanentError } from "@sheaf/sdk/units/errors";

/** The deployment has no test market. */
export class NoTestMarketError extends PermanentError {
  override readonly name = "Market.NoTestMarketError";

  constructor(network: string) {
    super(
      `The deployment on ${network} has no test market. \`npm run deploy\` makes one by --test-market N.`,
    );
  }
}

/** A price is named for a token that the test market does not have. */
export class UnknownTokenError extends PermanentError {
  override readonly name = "Market.UnknownTokenError";

  constructor(unknown: readonly string[], known: readonly string[]) {
    super(`The test market has no ${unknown.join(", ")}. It has ${known.join(", ")}.`);
  }
}

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

/** No week of the market has the prices that the feeds return. */
export class FeedsOffMarketError extends PermanentError {
  override readonly name = "Market.FeedsOffMarketError";

  constructor(market: string) {
    super(
      `The feeds of the test market are at no week of the ${market}. Move them there with \`sheaf market run\` and the same --seed or --data. Nothing was sent.`,
    );
  }
}

/** The node does not let anybody move its clock. */
export class ClockFixedError extends PermanentError {
  override readonly name = "Market.ClockFixedError";

  constructor() {
    super(
      "--pass-days moves the clock of a local node only, and this node refuses. Wait instead. Nothing was sent.",
    );
  }
}

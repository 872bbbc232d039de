import { PermanentError } from "../units/PermanentError.ts";

/** No weights can keep the maximum and the minimum weight for these components. */
export class InfeasibleWeightsError extends PermanentError {
  override readonly name = "Rules.InfeasibleWeightsError";

  constructor(components: number, total: string, maximum: string, minimum: string) {
    super(
      `${components} components cannot share a weight of ${total} with at most ${maximum} and at least ${minimum} each. ` +
        "Hold, and check the market's rows, or change maximumWeight or minimumWeight.",
    );
  }
}
